import type { Core, NewEvent, Question, Task } from "../core";
import { NEW, PAUSED, QUESTIONS, RUNNING, SCENARIO, STARTING, STOPPED } from "./phase";
import type { TaskEnded } from "../wire";
import type { State } from "./state";
import { untouched } from "./untouched";
import { valueOf } from "./value_of";

/** More than a page load takes is time away, not time on the task. */
const LONGEST_GAP_MS = 10_000;

/**
 * The participant's way through the tasks: kept here, and recorded.
 *
 * A step that does not fit the phase does nothing, so a late timer or a second click is
 * harmless.
 */
export interface Flow {
  state(): State;
  /** The task at hand; none after the last. */
  task(): Task | undefined;
  /** The task's questions that were not answered in another browser. */
  questions(): readonly Question[];
  /** Reads how far the participant is: as the server has it only where that is further, or nothing is kept here. */
  load(): void;
  /** Does what is due by itself: shows the task, counts its time, passes over answered questions. */
  proceed(): void;
  /** Starts the clock, or leads to the start page first. */
  start(): void;
  /** Starts the clock if this is the start page, or where that one led. */
  arrive(): void;
  pause(): void;
  resume(): void;
  done(): void;
  gave_up(): void;
  end(claim: TaskEnded["claim"], why: NonNullable<TaskEnded["why"]>): void;
  /** Keeps what a question's controls say. */
  keep(question: string, given: readonly string[]): void;
  /** Records what was kept last, once it is more than a draft. */
  answer(): void;
  /** Goes on from the questions. */
  next(): void;
  stop_now(): void;
}

/** Opens the way through a session's tasks; `entered` hears of every phase that begins here, and why a task ended. */
export function openFlow(core: Core, entered: (why?: string) => void): Flow {
  const { tasks } = core.session;
  let state: State;

  const task = () => tasks[state.at];
  const change = (to: Partial<State>, why?: string) => {
    state = { ...state, ...to };
    core.store.set("panel", JSON.stringify(state));
    if ("phase" in to) entered(why);
  };
  const tell = (type: NewEvent["type"], more?: object) => core.record({ type, task: task()!.id, ...more } as NewEvent);
  /** Records that a phase begins, if another is over. */
  const move = (from: number, to: Partial<State>, type: NewEvent["type"], more?: { claim: string | null; why: string }) => {
    if (state.phase !== from) return;
    tell(type, more);
    change(to, more?.why);
  };
  const run = () => move(state.phase, { phase: RUNNING, seen: Date.now() }, "task.started");
  /** Counts the time that the task was in view. */
  const pass = () => {
    const { phase, seen, active_ms } = state;
    const limit_s = task()?.time_limit_s;
    if (!limit_s || phase !== RUNNING) return;
    const now_ms = Date.now();
    const gap_ms = seen && Math.max(0, Math.min(now_ms - seen, LONGEST_GAP_MS));
    change({ active_ms: active_ms + gap_ms, seen: document.hidden ? 0 : now_ms });
    if (state.active_ms >= limit_s * 1000) flow.end(null, "time_limit");
  };

  const flow: Flow = {
    state: () => state,
    task,
    questions: () => task()!.questions.filter(({ id }) => !state.answered.includes(id)),
    load() {
      const { task, phase, answered } = core.session.progress;
      const at = task ? tasks.findIndex(({ id }) => id === task) : tasks.length;
      const kept = JSON.parse(core.store.get("panel") ?? "null") as State | null;
      state = { ...untouched, at, phase: phase === "running" ? RUNNING : phase === "questions" ? QUESTIONS : NEW, answered };
      if (kept && kept.at * 9 + kept.phase >= at * 9 + state.phase) state = kept;
    },
    proceed() {
      pass();
      if (state.phase === QUESTIONS && !flow.questions().length) flow.next();
      if (task()) move(NEW, { phase: SCENARIO }, "task.shown");
    },
    start() {
      if (state.phase >= RUNNING) return;
      const { start } = task()!;
      const from = core.address();
      if (!start || start === from) return run();
      change({ phase: STARTING, from });
      const { href } = new URL(core.root + start.slice(1), location.href);
      location.assign(href);
      // A fragment's link leads there at once.
      if (location.href === href) run();
    },
    arrive() {
      if (state.phase !== STARTING) return;
      const here = core.address();
      // Parts of the address that the study does not keep are not compared.
      const isThere = here.split(/[?#]/)[0] === task()!.start!.split(/[?#]/)[0];
      // A load back where Start was pressed means that the start page could not be opened.
      if (isThere || here !== state.from) run();
      else change({ phase: SCENARIO });
    },
    pause() {
      pass();
      move(RUNNING, { phase: PAUSED }, "task.paused");
    },
    resume: () => move(PAUSED, { phase: RUNNING, seen: Date.now() }, "task.resumed"),
    done: () => flow.end("done", "participant"),
    gave_up: () => flow.end("gave_up", "participant"),
    end(claim, why) {
      // No pause stays open when its task ends.
      flow.resume();
      move(RUNNING, { phase: QUESTIONS }, "task.ended", { claim, why });
    },
    keep(draft, given) {
      // None is a draft any more when another is given.
      if (draft !== state.draft) flow.answer();
      change({ answers: { ...state.answers, [draft]: given }, draft });
    },
    answer() {
      const question = task()?.questions.find(({ id }) => id === state.draft);
      const value = question && valueOf(question, state.answers[state.draft]);
      if (value === undefined || Number.isNaN(value)) return;
      tell("rating.given", { question: state.draft, value });
      change({ draft: "" });
    },
    next() {
      flow.answer();
      if (state.phase === QUESTIONS) change({ ...untouched, at: state.at + 1 });
    },
    stop_now() {
      flow.answer();
      flow.end(null, "stopped");
      change({ ...untouched, at: tasks.length, phase: STOPPED });
    },
  };
  return flow;
}
