import { drawQuestions } from "./draw_questions";
import { fill } from "./fill";
import { make } from "./make";
import type { View } from "./view";

/** Draws what stands in the card now; the first heading takes the focus when asked to. */
export function drawView(view: View): Node[] {
  const { sheet, state } = view;
  if (sheet.open === "closed") return drawClosed(view);
  if (sheet.open === "report") return drawReport(view);
  if (sheet.open === "stop") return drawStop(view);
  if (state.phase === "over") return drawOver(view);
  if (state.phase === "questions") {
    return [text(step(view), heading(view.words.questions)), drawQuestions(view), more(view)];
  }
  return drawTask(view);
}

const text = (...parts: Node[]) => make("div", { class: "text" }, ...parts);
const acts = (...parts: Node[]) => make("div", { class: "acts" }, ...parts);
const paragraph = (words: string) => make("p", {}, words);

function heading(words: string, language = ""): HTMLElement {
  return make("h2", language ? { tabindex: "-1", lang: language } : { tabindex: "-1" }, words);
}

function button(words: string, told: () => void, kind = ""): HTMLElement {
  return make("button", { type: "button", class: kind, onclick: told }, words);
}

function step({ tasks, state, words }: View): HTMLElement {
  const marks = tasks.map((_, index) =>
    make("i", { class: index < state.at ? "past" : index === state.at ? "now" : "" }),
  );
  const bar = make("span", { class: "bar", "aria-hidden": "true" }, ...marks);
  return make("div", { class: "step" }, fill(words.task, state.at + 1, tasks.length), bar);
}

function more(view: View, ...parts: Node[]): HTMLElement {
  const { words, open } = view;
  return make("div", { class: "more" },
    button(words.report, () => open({ open: "report" }), "quiet"),
    ...parts,
    button(words.stop, () => open({ open: "stop" }), "quiet"),
  );
}

function drawTask(view: View): Node[] {
  const { task, state, words, language, sheet, act } = view;
  const story = make("p", { class: "story", lang: language, id: "story" }, task?.scenario.trim() ?? "");
  const title = heading(task?.title ?? "", language);
  if (state.phase === "scenario") {
    const start = () => act({ do: "start", here: "" });
    return [text(step(view), title, story), acts(button(words.start, start, "main")), more(view)];
  }
  if (state.phase === "starting") {
    return [text(step(view), title, paragraph(words.opening)), acts(button(words.again, view.again)), more(view)];
  }
  if (state.paused) {
    const resume = button(words.resume, () => act({ do: "resume" }), "main");
    return [text(step(view), title, paragraph(words.pausing)), acts(resume), more(view)];
  }
  const toggle = make("button", {
    type: "button",
    class: "quiet",
    "aria-expanded": String(sheet.isStoryShown),
    "aria-controls": "story",
    onclick: () => {
      const isShown = story.toggleAttribute("hidden") === false;
      toggle.setAttribute("aria-expanded", String(isShown));
      toggle.textContent = isShown ? words.less : words.show;
      view.open({ isStoryShown: isShown });
    },
  }, sheet.isStoryShown ? words.less : words.show);
  story.hidden = !sheet.isStoryShown;
  const end = (claim: "done" | "gave_up") => () => act({ do: "end", claim, why: "participant" });
  return [
    text(step(view), title, toggle, story),
    acts(button(words.done, end("done"), "main"), button(words.cannot, end("gave_up"))),
    more(view, button(words.pause, () => act({ do: "pause" }), "quiet")),
  ];
}

function drawReport({ words, draft, open, act }: View): Node[] {
  const area = make("textarea", {
    id: "report",
    rows: "4",
    dir: "auto",
    oninput: () => {
      draft.text = area.value;
    },
  });
  area.value = draft.text;
  const send = () => {
    const written = area.value.trim();
    if (!written) return area.focus();
    act({ do: "report", text: written });
    draft.text = "";
    open({ open: "thanks" });
  };
  const label = make("label", { for: "report" }, words.problem);
  return [
    text(heading(words.report), label, area),
    acts(button(words.send, send, "main"), button(words.back, () => open({ open: "" }))),
    make("div", { class: "more" }),
  ];
}

function drawStop({ words, open, act, leave }: View): Node[] {
  const stop = () => {
    open({ open: "" });
    act({ do: "stop" });
    leave();
  };
  return [
    text(heading(words.sure), paragraph(words.stopping)),
    acts(button(words.stopNow, stop, "main"), button(words.back, () => open({ open: "" }))),
    make("div", { class: "more" }),
  ];
}

function drawOver({ words, state, hasAfterStudy, isOffline, leave }: View): Node[] {
  const isMore = hasAfterStudy && !state.isStopped;
  return [
    text(
      heading(state.isStopped ? words.closed : words.last),
      paragraph(isOffline ? words.offline : isMore ? words.lastQuestions : words.lastNone),
    ),
    acts(button(words.continue, leave, "main")),
    make("div", { class: "more" }),
  ];
}

function drawClosed({ words, isWithdrawn, close }: View): Node[] {
  return [
    text(heading(words.closed), paragraph(isWithdrawn ? words.withdrawn : words.ended)),
    acts(button(words.close, close, "main")),
    make("div", { class: "more" }),
  ];
}
