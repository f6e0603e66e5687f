import type { Core } from "../core";
import { faultOf } from "./fault_of";
import { openFlow } from "./flow";
import { lead } from "./lead";
import { make } from "./make";
import { openHost } from "./open_host";
import { PAUSED, RUNNING, STOPPED } from "./phase";
import { questionField } from "./question_field";
import { valueOf } from "./value_of";
import { watchSuccess } from "./watch_success";
import type { Word } from "./words";

const TICK_MS = 200;

/** Shows the tasks of a session over the page. */
export function openPanel(core: Core): void {
  const { session, store } = core;
  const { tasks, words, language, direction } = session;
  const theirs = { lang: language };

  /** What lies over the flow. */
  let sheet: "" | "report" | "stop" = "";
  let isLeading = false;
  let isEnded = false;
  let isClosed = false;
  /** What is said once, until something else happens. */
  let note = "";
  /** Which view stands in the card. */
  let drawn = "";

  const flow = openFlow(core, () => {
    note = words[flow.state.why as Word] ?? "";
    if (flow.state.phase !== RUNNING) fold(false);
    if (!flow.task && !note) void leave();
  });
  const acts = {
    move: () => turn(),
    hide: () => fold(!isSmall()),
    start: flow.start,
    done: () => flow.end("done", "participant"),
    gave_up: () => flow.end("gave_up", "participant"),
    pause: flow.pause,
    resume: flow.resume,
    report: () => open("report"),
    stop: () => open("stop"),
    back: () => open(""),
    send,
    stop_now() {
      open("");
      flow.stop();
    },
    next() {
      if (!flow.task) void leave();
      else if (check()) flow.next();
    },
    close() {
      isClosed = true;
    },
  };
  const button = (act: keyof typeof acts) =>
    make("button", { onclick: () => (acts[act](), update()) }, words[act]);

  const mark = make("span");
  const hideButton = button("hide");
  const line = make("p", { role: "status" });
  const area = make("textarea", { className: "line", rows: 4 });
  const form = make("form", {
    noValidate: true,
    onsubmit: (event) => event.preventDefault(),
    onchange: () => flow.answer(),
    oninput: ({ target }) => {
      const { name, parentElement } = target as HTMLInputElement;
      if (!name) return;
      firstControl(parentElement!.closest("fieldset")!).setCustomValidity("");
      flow.keep(name, new FormData(form).getAll(name) as string[]);
    },
  });
  const card = make("section", { lang: words.lang, dir: direction, ariaLabel: words.panel, onkeydown: escape },
    make("header", {}, mark, button("move"), hideButton), line, form,
  );
  const [host, settle, turn] = openHost(card, store, direction === "rtl" ? 3 : 2, () => fold(true));
  const leads = lead(store);

  /** The task whose clock runs here and now. */
  const running = () => isLeading && flow.state.phase === RUNNING && flow.task;
  const isSmall = () => !!store.get("small");
  const fold = (isNow: boolean) => store.set("small", isNow ? "1" : "");
  const firstControl = (field: HTMLFieldSetElement) => field.elements[0] as HTMLInputElement;

  function open(over: typeof sheet): void {
    sheet = over;
    note = "";
  }

  /** Delivers the rest and goes on, unless the server is away: the page there could not be opened either. */
  async function leave(): Promise<void> {
    const isStopped = flow.state.phase === STOPPED;
    const isMore = session.has_after_study && !isStopped;
    const sending = isMore || isEnded ? core.flush() : core.end(isStopped ? "stopped" : "finished");
    isEnded ||= !isMore;
    await sending;
    if (core.status().state !== "saved") location.assign(isMore ? core.afterAddress() : session.done);
  }

  function update(): void {
    const { state: delivery, why } = core.status();
    const isSaved = delivery === "saved";
    const isOver = delivery === "stopped" && !isEnded;
    // What a session that is over had kept is gone, and nothing is kept any more.
    if (!isOver && !isEnded) {
      isLeading = leads();
      flow.load();
      if (isLeading) flow.proceed();
    }
    settle(isLeading && !isClosed);

    const { phase, at } = flow.state;
    const task = flow.task;
    const isPaused = phase === PAUSED;
    const { step } = task ?? tasks.at(-1)!;
    mark.className = isOver || phase === STOPPED ? "off" : isPaused ? "paused" : "recording";
    write(mark, words[mark.className as Word]);
    write(line, note + (isSaved ? ` ${words.saved}` : ""));
    write(hideButton, isSmall() ? step : words.hide);
    hideButton.ariaExpanded = `${!isSmall()}`;
    form.hidden = isSmall();
    card.className = isSmall() ? "small" : "";
    core[isPaused ? "pause" : "resume"]();
    // Drawn anew only when another view is due, so that nothing typed is lost.
    const view = `${isOver} ${sheet} ${at} ${phase} ${isSaved && !task}`;
    if (view === drawn) return;
    drawn = view;
    draw();

    function draw() {
      const more = ["report", "stop"] as const;
      if (isOver) return put(words.over, why === "withdrawn" ? words.withdrawn : words.over_words, ["close"]);
      if (sheet === "report") return put(words.report, make("label", {}, words.report_words, area), ["send", "back"]);
      if (sheet === "stop") return put(words.stop_title, words.stop_words, ["stop_now", "back"]);
      if (!task) {
        const isStopped = phase === STOPPED;
        const rest = isSaved ? words.offline : session.has_after_study && !isStopped ? words.left : words.thanks;
        return put(isStopped ? words.over : words.last, rest, ["next"]);
      }
      const title = make("span", theirs, task.title);
      const story = make("p", { ...theirs, className: "story" }, task.scenario.trim());
      if (phase < RUNNING) return put(title, story, ["start"], more);
      if (isPaused) return put(title, words.paused_words, ["resume"], more);
      if (phase === RUNNING) {
        return put(title, make("details", {}, make("summary", {}, words.show), story), ["done", "gave_up"], ["pause", ...more]);
      }
      const fields = flow.questions().map((question) => questionField(question, flow.state.answers[question.id] ?? [], language));
      put(words.questions, make("div", {}, ...fields), ["next"], more);
    }

    /** Puts a view into the card: a heading, what there is to read, what to do, and what else can be done. */
    function put(title: string | Node, content: string | Node, main: readonly (keyof typeof acts)[], more: readonly (keyof typeof acts)[] = []) {
      const hadFocus = card.matches(":focus-within");
      const heading = make("h2", { tabIndex: -1 }, title);
      form.replaceChildren(
        make("small", {}, step), heading, make("div", {}, content),
        make("div", { className: "acts" }, ...main.map(button)), make("footer", {}, ...more.map(button)),
      );
      card.scrollTop = 0;
      if (hadFocus) heading.focus();
    }
  }

  /** A live line that says the same again would be read out again. */
  function write(element: Element, text: string): void {
    if (element.textContent !== text) element.textContent = text;
  }

  /** Lets the browser say what is wrong: it leads to the first fault and reads it out. */
  function check(): boolean {
    const fields = form.querySelectorAll("fieldset");
    flow.questions().forEach((question, index) => {
      const value = valueOf(question, flow.state.answers[question.id]);
      firstControl(fields[index]!).setCustomValidity(faultOf(question, value, words));
    });
    return form.reportValidity();
  }

  function send(): void {
    const text = area.value.trim();
    if (!text) return area.focus();
    core.record({ type: "problem.reported", text, task: flow.task!.id });
    area.value = sheet = "";
    note = words.reported;
  }

  function escape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || isSmall()) return;
    // Escape would close the page's dialog around the panel as well.
    event.preventDefault();
    fold(true);
    update();
    hideButton.focus();
  }

  core.ignore(host);
  watchSuccess(core, running, () => flow.end("done", "criterion"));
  addEventListener("visibilitychange", update);
  setInterval(update, TICK_MS);
  flow.load();
  flow.arrive();
  update();
}
