import type { Core } from "../core";
import type { Act } from "./act";
import { makeCard } from "./card";
import { drawView } from "./draw_view";
import { fill } from "./fill";
import { flow } from "./flow";
import { goToStart } from "./go_to_start";
import { openHost } from "./host";
import { keptState } from "./kept_state";
import { lead } from "./lead";
import { leaveTasks } from "./leave_tasks";
import { openQuestions } from "./open_questions";
import { keepPlace } from "./place";
import { resume } from "./resume";
import type { State } from "./state";
import type { Sheet, View } from "./view";
import { watchSuccess } from "./watch_success";
import { watchTime } from "./watch_time";
import type { Found } from "./words";

const RTL = /^(ar|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/i;

/** Shows the tasks of a session over the page; returns how to take the panel away. */
export function runPanel(core: Core, { words, language }: Found): () => void {
  const { store, session } = core;
  const { tasks } = session;
  const isRtl = RTL.test(session.language);
  const draft = { text: "" };
  let state = load();
  let status = core.status();
  let sheet: Sheet = { open: session.state === "open" ? "" : "closed", isStoryShown: false };
  let isLeading = false;
  let isSmall = !!store.get("small");
  let drawn = "";
  let waiting = 0;

  const card = makeCard(words, language, isRtl, () => place.turn(), (isFolded) => fold(isFolded, true));
  const host = openHost(card.element);
  const place = keepPlace(host, card.element, card.header, store, isRtl, () => fold(true, false));
  core.ignore(host.element);
  host.element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || isSmall) return;
    // Escape would close the page's dialog around the panel as well.
    event.preventDefault();
    fold(true, true);
  });

  function load(): State {
    return resume(tasks, keptState(store), core.session.progress);
  }

  /** Reads what another tab wrote. */
  function follow(): void {
    const { paused } = state;
    state = load();
    if (state.paused !== paused) state.paused ? core.pause() : core.resume();
  }

  function act(given: Act): void {
    const before = state;
    const [next, ...events] = flow(tasks, state, given);
    state = next;
    if (next !== before) store.set("panel", JSON.stringify(next));
    for (const event of events) {
      if (event.type === "task.resumed") core.resume();
      core.record(event);
      if (event.type === "task.paused") core.pause();
      if (event.type === "rating.given" || event.type === "problem.reported") waiting++;
    }
    if (next.paused !== before.paused) sheet = { ...sheet, open: "" };
    if (next.phase !== before.phase || next.at !== before.at) enter(next);
    show();
  }

  function enter({ phase, why, isStopped }: State): void {
    sheet = { open: sheet.open === "thanks" ? "" : sheet.open, isStoryShown: false };
    if (phase !== "running") unfold();
    if (phase === "scenario") act({ do: "show" });
    if (phase === "starting") again();
    if (phase === "over" && !why && !isStopped) leave();
  }

  function unfold(): void {
    isSmall = false;
    store.remove("small");
  }

  function again(): void {
    const start = tasks[state.at]?.start ?? "";
    void core.flush();
    if (!goToStart(core.root, start)) act({ do: "arrive", here: start });
  }

  function leave(): void {
    void leaveTasks(core, state.isStopped).then(show);
  }

  function fold(isFolded: boolean, isChosen: boolean): void {
    isSmall = isFolded;
    if (isChosen) store.set("small", isFolded ? "1" : "");
    show();
    if (isChosen) (isFolded ? card.pill : card.body.querySelector("h2"))?.focus();
  }

  function show(): void {
    if (status.state === "stopped" && !store.get("ended")) sheet = { ...sheet, open: "closed" };
    const { open } = sheet;
    const isOff = open === "closed" || state.isStopped;
    const place = fill(words.task, Math.min(state.at + 1, tasks.length), tasks.length);
    card.mark.textContent = words[isOff ? "over" : state.paused ? "paused" : "recording"];
    card.pill.textContent = `${card.mark.textContent} · ${place}`;
    for (const mark of [card.mark, card.pill]) mark.classList.toggle("off", isOff || state.paused);
    card.element.classList.toggle("small", isSmall);
    card.header.hidden = card.body.hidden = isSmall;
    card.pill.hidden = !isSmall;
    say(card.said, open === "thanks" ? words.thanks : state.why && words[state.why]);
    const waits = waiting > 1 ? fill(words.waiting, waiting) : waiting ? words.oneWaiting : "";
    say(card.sent, status.state === "saved" ? `${words.saved} ${waits}` : "");
    draw();
  }

  /** Draws the body anew only when another view is due, so that nothing typed is lost. */
  function draw(): void {
    const isOffline = status.state === "saved";
    const view = sheet.open === "thanks" ? "" : sheet.open;
    const key = view || `${state.at} ${state.phase} ${state.paused} ${state.phase === "over" && isOffline}`;
    if (key === drawn) return;
    drawn = key;
    const hadFocus = host.root.activeElement !== null;
    card.body.replaceChildren(...drawView(makeView(isOffline)));
    card.body.scrollTop = 0;
    if (hadFocus) card.body.querySelector("h2")?.focus();
  }

  function makeView(isOffline: boolean): View {
    return {
      tasks, state, sheet, words, draft, isOffline, again, leave, close,
      task: tasks[state.at],
      questions: openQuestions(tasks, state),
      language: session.language,
      hasAfterStudy: session.has_after_study,
      isWithdrawn: session.state === "withdrawn" || status.why === "withdrawn",
      act: (given) => act(given.do === "start" ? { ...given, here: core.address() } : given),
      open: (change) => {
        sheet = { ...sheet, ...change };
        show();
      },
    };
  }

  const findRunning = () =>
    isLeading && state.phase === "running" && !state.paused ? tasks[state.at] : undefined;
  const stops = [
    lead(`recorder ${session.session}`, store, (isNow) => {
      isLeading = isNow;
      if (!isNow) return host.show(false);
      follow();
      host.show(true);
      if (sheet.open !== "closed") {
        act({ do: "arrive", here: core.address() });
        act({ do: "show" });
      }
      show();
    }),
    core.watchStatus((now) => {
      status = now;
      if (!now.unsent) waiting = 0;
      show();
    }),
    watchTime(store, () => !!findRunning()?.time_limit_s, (ms) => act({ do: "pass", ms })),
    watchSuccess(
      core,
      () => {
        const task = findRunning();
        return task?.ends === "on_success" ? task.id : undefined;
      },
      () => act({ do: "end", claim: "done", why: "criterion" }),
    ),
    place.stop,
    () => host.show(false),
  ];
  addEventListener("storage", onStorage);
  if (state.paused) core.pause();

  function onStorage(): void {
    if (!isLeading) follow();
  }

  function close(): void {
    removeEventListener("storage", onStorage);
    for (const stop of stops) stop();
  }
  return close;
}

function say(line: HTMLElement, text: string): void {
  if (line.textContent !== text) line.textContent = text;
}
