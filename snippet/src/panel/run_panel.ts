import type { Core } from "../core";
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
import type { Words } from "./words";

const RTL = /^(ar|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/i;
const TICK_MS = 200;
const PATIENCE_MS = 4_000;

/** Runs the panel of one page load in the texts found for it, until it is over. */
export function runPanel(core: Core, words: Words, lang: string, over: AbortController): void {
  const [
    missing, notANumber, faults, saved, offline, withdrawn, ended, region, recording, paused, notRecording, move, hide,
    taskWord, of, startWord, showTask, done, cannot, report, pauseWord, resumeWord, pausing, stopWord, problem, send, back, thanks,
    sure, stopping, stopNow, timeLimit, criterion, questionsWord, continueWord, optional, last, lastQuestions, lastNone, waiting, closed, close,
  ] = words;
  const { session, store } = core;
  const { tasks, language } = session;
  const { signal } = over;
  const theirs = { lang: language, dir: "auto" };
  const isRtl = RTL.test(language);

  let state = load();
  /** What lies over the flow. */
  let sheet: "" | "report" | "stop" | "closed" = session.state === "open" ? "" : "closed";
  let isLeading = false;
  let isEnded = false;
  let isSmall = !!store.get("small");
  let isThanked = false;
  /** Which view stands in the card. */
  let drawn = "";
  /** Answers given since everything was delivered. */
  let unsent = 0;

  const button = (text: string, onclick: () => void) => make("button", { type: "button", onclick }, text);
  const paragraph = (text: string, className = "") => make("p", { className }, text);
  const mark = make("span");
  const turnButton = button(move, () => turn());
  const foldButton = button("", () => fold(!isSmall));
  const said = make("p", { role: "status" });
  const sent = make("p", { role: "status" });
  const area = make("textarea", { className: "line", rows: 4, dir: "auto", ariaLabel: problem });
  let form = make("form");
  const card = make("section", { lang, dir: isRtl ? "rtl" : "ltr", ariaLabel: region },
    make("header", {}, mark, turnButton, foldButton), said, sent, form,
  );
  const [host, place, turn] = openHost(card, store, signal, isRtl ? 3 : 2, () => fold(true, false));

  function load() {
    return resumeState(tasks, JSON.parse(store.get("panel") ?? "null"), core.session.progress);
  }

  /** The task whose clock runs here and now. */
  const running = () => (isLeading && state.phase === RUNNING ? tasks[state.at] : undefined);
  const follow = () => {
    state = load();
    core[state.phase === PAUSED ? "pause" : "resume"]();
  };

  function take(step: Step): void {
    const before = state;
    const task = tasks[state.at];
    if (!task) return;
    const [change, ...events] = step(state, task, Date.now());
    state = { ...state, ...change };
    store.set("panel", JSON.stringify(state));
    for (const event of events) {
      core.record(event);
      if (/^(rating|problem)/.test(event.type)) unsent++;
    }
    if (state.phase !== before.phase || state.at !== before.at) enter();
  }

  /** Counts the time before each step, so that none of it is lost. */
  function act(step: Step): void {
    take(pass(document.hidden));
    take(step);
    update();
  }

  function enter(): void {
    const { phase, at, why } = state;
    isThanked = false;
    core[phase === PAUSED ? "pause" : "resume"]();
    if (phase !== RUNNING) fold(false, false);
    if (phase === NEW) take(show);
    if (!tasks[at] && !why && phase !== STOPPED) void leave();
  }

  function begin(): void {
    act(start(core.address()));
    if (state.phase !== STARTING) return;
    const address = tasks[state.at]?.start ?? "";
    void core.flush();
    if (!goToStart(core.root, address)) act(arrive(address));
  }

  /** Delivers the rest and goes on, unless the server is away: the page there could not be opened either. */
  async function leave(): Promise<void> {
    const isStopped = state.phase === STOPPED;
    const isMore = session.has_after_study && !isStopped;
    const sending = isMore || isEnded ? core.flush() : core.end(isStopped ? "stopped" : "finished");
    isEnded ||= !isMore;
    await Promise.race([sending, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    if (core.status().state === "saved") update();
    else location.assign(isMore ? core.afterAddress() : session.done);
  }

  function open(over: typeof sheet): void {
    sheet = over;
    isThanked = false;
    update();
  }

  function fold(isNow: boolean, isChosen = true): void {
    isSmall = isNow;
    store.set("small", isSmall ? "1" : "");
    update();
    if (isChosen) foldButton.focus();
  }

  function update(): void {
    const { at, phase, why } = state;
    const isOff = sheet === "closed" || phase === STOPPED;
    const isSaved = core.status().state === "saved";
    mark.textContent = isOff ? notRecording : phase === PAUSED ? paused : recording;
    mark.className = isOff || phase === PAUSED ? "mark off" : "mark";
    say(said, isThanked ? thanks : why === "time_limit" ? timeLimit : why === "criterion" ? criterion : "");
    say(sent, isSaved ? saved + (unsent ? ` ${waiting} ${unsent}.` : "") : "");
    const view = `${sheet} ${at} ${phase} ${isSaved && !tasks[at]}`;
    if (view !== drawn) draw(isSaved);
    drawn = view;
    foldButton.textContent = isSmall ? step() : hide;
    foldButton.ariaExpanded = `${!isSmall}`;
    turnButton.hidden = form.hidden = isSmall;
    card.className = isSmall ? "" : "open";
  }

  const step = () => `${taskWord} ${Math.min(state.at + 1, tasks.length)} ${of} ${tasks.length}`;

  /** Puts a view into the card: a heading, what there is to read, what to do, and what else can be done. */
  function put(title: string | Node, content: Node[], main: string, press: () => void, others: Node[] = [], more: Node[] = []): void {
    const hadFocus = host.shadowRoot?.activeElement;
    const heading = make("h2", { tabIndex: -1 }, title);
    const onsubmit = (event: Event) => {
      event.preventDefault();
      press();
    };
    const fresh = make("form", { noValidate: true, onsubmit },
      ...(more.length ? [make("small", {}, step())] : []), heading, ...content,
      make("div", { className: "acts" }, make("button", {}, main), ...others), make("footer", {}, ...more),
    );
    form.replaceWith(fresh);
    form = fresh;
    card.scrollTop = 0;
    if (hadFocus) heading.focus();
  }

  /** Draws the body anew only when another view is due, so that nothing typed is lost. */
  function draw(isSaved: boolean): void {
    const { phase, at } = state;
    const task = tasks[at];
    const goBack = button(back, () => open(""));
    const more = [button(report, () => open("report")), button(stopWord, () => open("stop"))];
    if (sheet === "closed") {
      const isWithdrawn = core.session.state === "withdrawn" || core.status().why === "withdrawn";
      return put(closed, [paragraph(isWithdrawn ? withdrawn : ended)], close, () => over.abort());
    }
    if (sheet === "report") return put(report, [paragraph(problem), area], send, sendReport, [goBack]);
    if (sheet === "stop") return put(sure, [paragraph(stopping)], stopNow, leaveAll, [goBack]);
    if (!task) {
      const rest = session.has_after_study && phase !== STOPPED ? lastQuestions : lastNone;
      return put(phase === STOPPED ? closed : last, [paragraph(isSaved ? offline : rest)], continueWord, leave);
    }
    if (phase === QUESTIONS) return ask(more);
    const title = make("span", theirs, task.title);
    const story = make("p", { ...theirs, className: "story" }, task.scenario.trim());
    if (phase < RUNNING) return put(title, [story], startWord, begin, [], more);
    if (phase === PAUSED) return put(title, [paragraph(pausing)], resumeWord, () => act(resume), [], more);
    more.splice(1, 0, button(pauseWord, () => act(pause)));
    put(
      title, [make("details", {}, make("summary", {}, showTask), story)], done, () => act(end("done", "participant")),
      [button(cannot, () => act(end("gave_up", "participant")))], more,
    );
  }

  function ask(more: Node[]): void {
    const task = tasks[state.at]!;
    const questions = openQuestions(task, state);
    const fields = questions.map((question) => questionField(question, state.answers[question.id] ?? null, optional, language));
    const alert = make("p", { role: "alert" });
    put(questionsWord, [alert, ...fields], continueWord, () => {
      const wrong = questions.map((question, index) => {
        const fault = findFault(question, state.answers[question.id] ?? null, missing, notANumber);
        return [markFault(fields[index]!, fault), fault] as const;
      }).filter(([, fault]) => fault);
      alert.textContent = wrong.length ? faults : "";
      if (wrong[0]) wrong[0][0]?.focus();
      else act(next);
    }, [], more);
    form.oninput = () => {
      const answers = Object.fromEntries(questions.map(({ id, kind }, index) => [id, readAnswer(fields[index]!, kind)]));
      act(() => [{ answers }]);
    };
    form.onchange = () => act(answer);
  }

  function sendReport(): void {
    const text = area.value.trim();
    if (!text) return area.focus();
    area.value = "";
    act((_, { id }) => [{}, { type: "problem.reported", text, task: id }]);
    open("");
    isThanked = true;
    update();
  }

  function leaveAll(): void {
    sheet = "";
    act(stop(tasks.length));
    void leave();
  }

  core.ignore(host);
  host.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || isSmall) return;
    // Escape would close the page's dialog around the panel as well.
    event.preventDefault();
    fold(true);
  });
  addEventListener("storage", () => isLeading || follow(), { signal });
  lead(store, signal, (isNow) => {
    isLeading = isNow;
    place(isNow);
    if (!isNow) return;
    follow();
    if (sheet === "closed") return update();
    take(arrive(core.address()));
    act(show);
  });
  core.watchStatus((status) => {
    if (!status.unsent) unsent = 0;
    if (status.state === "stopped" && !isEnded) sheet = "closed";
    update();
  });
  const tick = () => running()?.time_limit_s && act(() => [{}]);
  addEventListener("visibilitychange", tick, { signal });
  setInterval(tick, TICK_MS);
  watchSuccess(core, signal, () => (running()?.ends === "on_success" ? running()?.id : undefined), () => act(end("done", "criterion")));
}

/** A live line that says the same again would be read out again. */
function say(line: HTMLElement, text: string): void {
  if (line.textContent !== text) line.textContent = text;
}
