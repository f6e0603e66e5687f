import type { NewEvent, Task } from "../core";
import { beginTask } from "./begin_task";
import { isThere } from "./is_there";
import { isUnreadable } from "./is_unreadable";
import { openQuestions } from "./open_questions";
import { NEW, PAUSED, QUESTIONS, RUNNING, SCENARIO, STARTING, STOPPED } from "./phase";
import type { State } from "./state";

/** What changes, then the events that make it true. */
type Change = readonly [Partial<State>, ...NewEvent[]];

/**
 * One step of the flow.
 *
 * A step that does not fit the phase changes nothing, so a late timer or a second click is
 * harmless.
 */
export type Step = (state: State, task: Task, now_ms: number) => Change;

/** More than a page load takes is time away, not time on the task. */
const LONGEST_GAP_MS = 10_000;

const isOn = ({ phase }: State) => phase === RUNNING || phase === PAUSED;

export const show: Step = ({ phase }, { id }) =>
  phase === NEW ? [{ phase: SCENARIO }, { type: "task.shown", task: id }] : [{}];

const run: Step = (_, { id }, now_ms) => [{ phase: RUNNING, seen: now_ms, why: "" }, { type: "task.started", task: id }];

/** Starts the clock, or leads to the start page first. */
export const start = (here: string): Step => (state, task, now_ms) => {
  if (state.phase >= RUNNING) return [{}];
  return task.start && task.start !== here ? [{ phase: STARTING, from: here, why: "" }] : run(state, task, now_ms);
};

/** A load back where Start was pressed means that the start page could not be opened. */
export const arrive = (here: string): Step => (state, task, now_ms) => {
  if (state.phase !== STARTING) return [{}];
  const isBack = here === state.from && !isThere(task.start ?? here, here);
  return isBack ? [{ phase: SCENARIO }] : run(state, task, now_ms);
};

/** Counts the time that the task was in view; `isHidden` says that it no longer is. */
export const pass = (isHidden: boolean): Step => (state, task, now_ms) => {
  const { phase, seen } = state;
  const { time_limit_s } = task;
  if (!time_limit_s || phase !== RUNNING) return [{}];
  const gap_ms = seen && Math.max(0, Math.min(now_ms - seen, LONGEST_GAP_MS));
  const active_ms = state.active_ms + gap_ms;
  const counted = { active_ms, seen: isHidden ? 0 : now_ms };
  return active_ms < time_limit_s * 1000 ? [counted] : end(null, "time_limit")({ ...state, ...counted }, task, now_ms);
};

export const pause: Step = ({ phase }, { id }) =>
  phase === RUNNING ? [{ phase: PAUSED }, { type: "task.paused", task: id }] : [{}];

export const resume: Step = ({ phase }, { id }, now_ms) =>
  phase === PAUSED ? [{ phase: RUNNING, seen: now_ms }, { type: "task.resumed", task: id }] : [{}];

export const end =
  (claim: "done" | "gave_up" | null, why: "participant" | "time_limit" | "criterion"): Step =>
  (state, task) =>
    isOn(state)
      ? [
          {
            ...(openQuestions(task, state).length ? { phase: QUESTIONS } : beginTask(state.at + 1)),
            why: why === "participant" ? "" : why,
          },
          ...wake(state, task),
          { type: "task.ended", task: task.id, claim, why },
        ]
      : [{}];

/** No pause stays open when its task ends. */
const wake = ({ phase }: State, { id }: Task): NewEvent[] =>
  phase === PAUSED ? [{ type: "task.resumed", task: id }] : [];

/** Records the answers that are new; none is a draft any more when another is given. */
export const answer: Step = (state, task) => {
  const sent = { ...state.sent };
  const events: NewEvent[] = [];
  for (const { id, kind } of openQuestions(task, state)) {
    const value = state.answers[id] ?? null;
    const text = JSON.stringify(value);
    if (isUnreadable(kind, value) || (sent[id] ?? "null") === text) continue;
    sent[id] = text;
    events.push({ type: "rating.given", question: id, value, task: task.id });
  }
  return [{ sent }, ...events];
};

/** Goes on from the questions, with what was typed and not left yet. */
export const next: Step = (state, task, now_ms) => {
  const [, ...events] = answer(state, task, now_ms);
  return state.phase === QUESTIONS ? [beginTask(state.at + 1), ...events] : [{}];
};

export const stop = (count: number): Step => (state, task, now_ms) => {
  const [, ...events] = answer(state, task, now_ms);
  const ended: NewEvent[] = isOn(state) ? [...wake(state, task), { type: "task.ended", task: task.id, claim: null, why: "stopped" }] : [];
  return [{ at: count, phase: STOPPED, why: "" }, ...events, ...ended];
};
