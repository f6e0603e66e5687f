import { drawQuestions } from "./draw_questions";
import { fill } from "./fill";
import { make } from "./make";
import type { View } from "./view";

/** Draws what stands in the card now: a heading first, then words, then what can be done. */
export function drawView(view: View): Node[] {
  const { sheet, state, words } = view;
  if (sheet === "closed") return drawClosed(view);
  if (sheet === "report") return drawReport(view);
  if (sheet === "stop") return drawStop(view);
  if (state.phase === "over") return drawOver(view);
  if (state.phase === "questions") {
    return [text(step(view), heading(words.questions)), drawQuestions(view), more(view)];
  }
  return drawTask(view);
}

const block = (kind: string) => (...parts: Node[]) => make("div", { class: kind }, ...parts);
const text = block("text");
const acts = block("acts");
const quiet = block("more");
const paragraph = (words: string) => make("p", {}, words);
const heading = (words: string, attributes = {}) =>
  make("h2", { tabindex: "-1", ...attributes }, words);
const button = (words: string, told: () => void, kind = "") =>
  make("button", { type: "button", class: kind, onclick: told }, words);

function step({ tasks, state, words }: View): HTMLElement {
  const marks = tasks.map((_, index) =>
    make("i", { class: index < state.at ? "past" : index === state.at ? "now" : "" }),
  );
  const bar = make("div", { class: "bar", "aria-hidden": "true" }, ...marks);
  return make("div", { class: "step" }, fill(words.task, state.at + 1, tasks.length), bar);
}

function more({ words, open }: View, ...parts: Node[]): HTMLElement {
  return quiet(
    button(words.report, () => open("report"), "quiet"),
    ...parts,
    button(words.stop, () => open("stop"), "quiet"),
  );
}

function drawTask(view: View): Node[] {
  const { task, state, words, language, act, again } = view;
  const story = make("p", { class: "story", lang: language, dir: "auto" }, task?.scenario.trim() ?? "");
  const title = heading(task?.title ?? "", { lang: language, dir: "auto" });
  const show = (...parts: Node[]) => text(step(view), title, ...parts);
  const main = (label: string, told: () => void) => acts(button(label, told, "main"));
  if (state.phase === "scenario") {
    return [show(story), main(words.start, () => act({ do: "start", here: "" })), more(view)];
  }
  if (state.phase === "starting") {
    return [show(paragraph(words.opening)), acts(button(words.again, again)), more(view)];
  }
  if (state.paused) {
    const resume = main(words.resume, () => act({ do: "resume" }));
    return [show(paragraph(words.pausing)), resume, more(view)];
  }
  const end = (claim: "done" | "gave_up") => () => act({ do: "end", claim, why: "participant" });
  return [
    show(make("details", {}, make("summary", {}, words.show), story)),
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
    draft.text = "";
    act({ do: "report", text: written });
    open("thanks");
  };
  return [
    text(heading(words.report), make("label", { for: "report" }, words.problem), area),
    acts(button(words.send, send, "main"), button(words.back, () => open(""))),
    quiet(),
  ];
}

function drawStop({ words, open, act, leave }: View): Node[] {
  const stop = () => {
    open("");
    act({ do: "stop" });
    leave();
  };
  return [
    text(heading(words.sure), paragraph(words.stopping)),
    acts(button(words.stopNow, stop, "main"), button(words.back, () => open(""))),
    quiet(),
  ];
}

function drawOver({ words, state, hasAfterStudy, isOffline, leave }: View): Node[] {
  const rest = hasAfterStudy && !state.isStopped ? words.lastQuestions : words.lastNone;
  return [
    text(
      heading(state.isStopped ? words.closed : words.last),
      paragraph(isOffline ? words.offline : rest),
    ),
    acts(button(words.continue, leave, "main")),
    quiet(),
  ];
}

function drawClosed({ words, isWithdrawn, close }: View): Node[] {
  return [
    text(heading(words.closed), paragraph(isWithdrawn ? words.withdrawn : words.ended)),
    acts(button(words.close, close, "main")),
    quiet(),
  ];
}
