import type { Core, Task } from "../core";
import { findFault } from "./find_fault";
import { goToStart } from "./go_to_start";
import { lead } from "./lead";
import { make } from "./make";
import { markFault } from "./mark_fault";
import { openHost } from "./open_host";
import { openQuestions } from "./open_questions";
import { NEW, PAUSED, QUESTIONS, RUNNING, STARTING, STOPPED } from "./phase";
import { questionField } from "./question_field";
import { readAnswer } from "./read_answer";
import { resumeState } from "./resume_state";
import { answer, arrive, end, next, pass, pause, resume, show, start, type Step, stop } from "./steps";
import { watchSuccess } from "./watch_success";
import type { Say, Text } from "./words";

const RTL = /^(ar|dv|fa|he|ps|sd|ug|ur|yi)\b/i;
const TICK_MS = 200;
const ENDED: Partial<Record<string, Text>> = {
  time_limit: "The time for this task is up. That is fine: the test goes on.",
  criterion: "You have done it. The task is complete.",
};

/** Runs the panel of one page load; answers how to take it away. */
export function runPanel(core: Core, say: Say, lang: string): () => void {
  const { session, store } = core;
  const { tasks, language } = session;
  const theirs = { lang: language };
  const isRtl = RTL.test(language);

  let state = load();
  /** What lies over the flow. */
  let sheet: "" | "report" | "stop" | "closed" = session.state === "open" ? "" : "closed";
  let isLeading = false;
  let isEnded = false;
  let isClosed = false;
  let isSmall = !!store.get("small");
  /** What is said once, until something else happens. */
  let note = ENDED[state.why];
  /** Which view stands in the card. */
  let drawn = "";

  const button = (text: Text, onclick: () => void) => make("button", { type: "button", onclick }, say(text));
  const mark = make("span");
  const foldButton = button("Hide", () => fold(!isSmall));
  const line = make("p", { role: "status" });
  const area = make("textarea", { className: "line", rows: 4, ariaLabel: say("What went wrong, or confused you?") });
  const form = make("form", { noValidate: true });
  const card = make("section", { lang, dir: isRtl ? "rtl" : "ltr", ariaLabel: say("Usability test") },
    make("header", {}, mark, button("Move", () => turn()), foldButton), line, form,
  );
  const [host, place, turn] = openHost(card, store, isRtl ? 3 : 2, () => fold(true));

  function load() {
    return resumeState(tasks, JSON.parse(store.get("panel") ?? "null"), core.session.progress);
  }

  /** The task whose clock runs here and now. */
  const running = () => (isLeading && state.phase === RUNNING ? tasks[state.at] : undefined);
  const step = () => `${say("Task")} ${Math.min(state.at + 1, tasks.length)} ${say("of")} ${tasks.length}`;

  function take(step: Step): void {
    const { phase, at } = state;
    const [change, ...events] = (tasks[at] && step(state, tasks[at], Date.now())) || [];
    state = { ...state, ...change };
    store.set("panel", JSON.stringify(state));
    events.forEach((event) => core.record(event));
    if (state.phase !== phase || state.at !== at) enter();
  }

  /** Counts the time before each step, so that none of it is lost. */
  function act(step: Step): void {
    take(pass(document.hidden));
    take(step);
    update();
  }

  function enter(): void {
    const { phase, at, why } = state;
    note = ENDED[why];
    if (phase === NEW) take(show);
    if (!tasks[at] && !note) void leave();
    if (phase !== RUNNING) fold(false);
  }

  function begin(): void {
    act(start(core.address()));
    if (state.phase === STARTING && goToStart(core.root, tasks[state.at]!.start!)) act(arrive(core.address()));
  }

  /** Delivers the rest and goes on, unless the server is away: the page there could not be opened either. */
  async function leave(): Promise<void> {
    const isStopped = state.phase === STOPPED;
    const isMore = session.has_after_study && !isStopped;
    const sending = isMore || isEnded ? core.flush() : core.end(isStopped ? "stopped" : "finished");
    isEnded ||= !isMore;
    await sending;
    if (core.status().state === "saved") update();
    else location.assign(isMore ? core.afterAddress() : session.done);
  }

  function open(over: typeof sheet): void {
    sheet = over;
    note = undefined;
    update();
  }

  function fold(isNow: boolean): void {
    isSmall = isNow;
    store.set("small", isSmall ? "1" : "");
    update();
  }

  function update(): void {
    const { at, phase } = state;
    const isOff = sheet === "closed" || phase === STOPPED;
    const isSaved = core.status().state === "saved";
    const view = `${sheet} ${at} ${phase} ${isSaved && !tasks[at]}`;
    const said = (note ? say(note) : "") + (isSaved ? ` ${say("Saved on this device, will be sent.")}` : "");
    // A live line that says the same again would be read out again.
    if (line.textContent !== said) line.textContent = said;
    mark.textContent = say(isOff ? "Not recording" : phase === PAUSED ? "Paused" : "Recording");
    mark.className = isOff || phase === PAUSED ? "mark off" : "mark";
    foldButton.textContent = isSmall ? step() : say("Hide");
    foldButton.ariaExpanded = `${!isSmall}`;
    form.hidden = isSmall;
    card.className = isSmall ? "small" : "";
    core[phase === PAUSED ? "pause" : "resume"]();
    // Drawn anew only when another view is due, so that nothing typed is lost.
    if (view !== drawn) draw(isSaved);
    drawn = view;
  }

  /** Puts a view into the card: a heading, what there is to read, what to do, and what else can be done. */
  function put(title: Text | Node, content: Text | Node, main: Text, press: () => void, other: string | Node = "", more: Node[] = []): void {
    const hadFocus = host.shadowRoot?.activeElement;
    const heading = make("h2", { tabIndex: -1 }, say(title));
    form.onsubmit = (event) => {
      event.preventDefault();
      press();
    };
    form.replaceChildren(
      make("small", {}, step()), heading, make("div", {}, say(content)),
      make("div", { className: "acts" }, make("button", {}, say(main)), other), make("footer", {}, ...more),
    );
    card.scrollTop = 0;
    if (hadFocus) heading.focus();
  }

  function draw(isSaved: boolean): void {
    const { phase, at } = state;
    const task = tasks[at];
    const isStopped = phase === STOPPED;
    const goBack = button("Back", () => open(""));
    const more = [button("Report a problem", () => open("report")), button("Stop the test", () => open("stop"))];
    if (sheet === "closed") {
      const isWithdrawn = /withdrawn/.test(`${core.session.state}${core.status().why}`);
      return put("This test has ended", isWithdrawn ? "Your recording was withdrawn." : "Nothing more is recorded.", "Close", shut);
    }
    if (sheet === "report") return put("Report a problem", make("p", {}, say("What went wrong, or confused you?"), area), "Send", sendReport, goBack);
    if (sheet === "stop") return put("Stop the test?", "Recording ends now, and you cannot go on later. What you did is kept.", "Stop now", leaveAll, goBack);
    if (!task) {
      const rest = isSaved ? "You are offline. Go on when you are back."
        : session.has_after_study && !isStopped ? "A few questions are left." : "Thank you. That is all.";
      return put(isStopped ? "This test has ended" : "That was the last task", rest, "Continue", leave);
    }
    if (phase === QUESTIONS) return ask(task, more);
    const title = make("span", theirs, task.title);
    const story = make("p", { ...theirs, className: "story" }, task.scenario.trim());
    if (phase < RUNNING) return put(title, story, "Start", begin, "", more);
    if (phase === PAUSED) return put(title, "Nothing is recorded, and the clock stands still.", "Resume recording", () => act(resume), "", more);
    put(
      title, make("details", {}, make("summary", {}, say("Show the task")), story), "I'm done", () => act(end("done", "participant")),
      button("I can't do this", () => act(end("gave_up", "participant"))), [button("Pause", () => act(pause)), ...more],
    );
  }

  function ask(task: Task, more: Node[]): void {
    const asked = openQuestions(task, state).map((question) => {
      const { id, kind } = question;
      const field = questionField(question, state.answers[id] ?? null, say("optional"), language);
      const read = () => readAnswer(field, kind);
      const check = () => {
        const fault = findFault(question, read(), say("Please answer this question."), say("Please write a number."));
        const control = markFault(field, fault);
        return fault && control;
      };
      field.oninput = () => act(({ answers }) => [{ answers: { ...answers, [id]: read() } }]);
      field.onchange = () => act(answer);
      return [field, check] as const;
    });
    const alert = make("p", { role: "alert" });
    put("About this task", make("div", {}, alert, ...asked.map(([field]) => field)), "Continue", () => {
      const wrong = asked.map(([, check]) => check()).filter((control) => control);
      alert.textContent = wrong[0] ? say("Please look at the marked answers.") : "";
      if (wrong[0]) wrong[0].focus();
      else act(next);
    }, "", more);
  }

  function sendReport(): void {
    const text = area.value.trim();
    if (!text) return area.focus();
    area.value = sheet = "";
    note = "Thank you, that is noted.";
    act((_, { id }) => [{}, { type: "problem.reported", text, task: id }]);
  }

  function shut(): void {
    isClosed = true;
    isLeading = false;
    place(false);
  }

  function leaveAll(): void {
    sheet = "";
    act(stop(tasks.length));
  }

  core.ignore(host);
  host.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || isSmall) return;
    // Escape would close the page's dialog around the panel as well.
    event.preventDefault();
    fold(true);
    foldButton.focus();
  });
  // What another tab wrote is read again, whoever leads.
  lead(store, (isNow) => {
    isLeading = isNow && !isClosed;
    place(isLeading);
    state = load();
    if (isLeading && sheet !== "closed") {
      take(arrive(core.address()));
      take(show);
    }
    update();
  });
  core.watchStatus(({ state }) => {
    if (state === "stopped" && !isEnded) sheet = "closed";
    update();
  });
  const tick = () => running()?.time_limit_s && take(pass(document.hidden));
  addEventListener("visibilitychange", tick);
  setInterval(tick, TICK_MS);
  watchSuccess(core, () => running()?.ends === "on_success" && running()?.id, () => act(end("done", "criterion")));
  return shut;
}
