import type { NewEvent, Task } from "../core";
import { beginTask } from "./begin_task";
import { isUnreadable } from "./is_unreadable";
import { openQuestions } from "./open_questions";
import { NEW, PAUSED, QUESTIONS, RUNNING, SCENARIO, STARTING, STOPPED } from "./phase";
import type { State } from "./state";

/**
 * One step of the flow: what changes, then the events that make it true.
 *
 * A step that does not fit the phase changes nothing, so a late timer or a second click is
 * harmless.
 */
export type Step = (state: State, task: Task, now_ms: number) => readonly [Partial<State>, ...NewEvent[]] | false;

/** More than a page load takes is time away, not time on the task. */
const LONGEST_GAP_MS = 10_000;

export const show: Step = ({ phase }, { id }) =>
  phase === NEW && [{ phase: SCENARIO }, { type: "task.shown", task: id }];

const run: Step = (_, { id }, now_ms) => [{ phase: RUNNING, seen: now_ms, why: "" }, { type: "task.started", task: id }];

/** Starts the clock, or leads to the start page first. */
export const start = (here: string): Step => (state, task, now_ms) =>
  state.phase < RUNNING &&
  (task.start && task.start !== here ? [{ phase: STARTING, from: here, why: "" }] : run(state, task, now_ms));

/** A load back where Start was pressed means that the start page could not be opened. */
export const arrive = (here: string): Step => (state, task, now_ms) => {
  const path = (address: string) => address.split(/[?#]/)[0];
  if (state.phase !== STARTING) return false;
  // Parts of the address that the study does not keep are not compared.
  const isBack = here === state.from && path(here) !== path(task.start ?? here);
  return isBack ? [{ phase: SCENARIO }] : run(state, task, now_ms);
};

/** Counts the time that the task was in view; `isHidden` says that it no longer is. */
export const pass = (isHidden: boolean): Step => (state, task, now_ms) => {
  const { phase, seen } = state;
  const { time_limit_s } = task;
  if (!time_limit_s || phase !== RUNNING) return false;
  const active_ms = state.active_ms + (seen && Math.max(0, Math.min(now_ms - seen, LONGEST_GAP_MS)));
  return active_ms < time_limit_s * 1000
    ? [{ active_ms, seen: isHidden ? 0 : now_ms }]
    : end(null, "time_limit")(state, task, now_ms);
};

export const pause: Step = ({ phase }, { id }) =>
  phase === RUNNING && [{ phase: PAUSED }, { type: "task.paused", task: id }];

export const resume: Step = ({ phase }, { id }, now_ms) =>
  phase === PAUSED && [{ phase: RUNNING, seen: now_ms }, { type: "task.resumed", task: id }];

export const end =
  (claim: "done" | "gave_up" | null, why: "participant" | "time_limit" | "criterion" | "stopped"): Step =>
  (state, task, now_ms) => {
    const { phase, at } = state;
    const ended = { type: "task.ended", task: task.id, claim, why } as const;
    const next = openQuestions(task, state).length ? { phase: QUESTIONS } : beginTask(at + 1);
    if (phase === RUNNING) return [{ ...next, why }, ended];
    // No pause stays open when its task ends.
    return phase === PAUSED && [{ ...next, why }, ...told(resume(state, task, now_ms)), ended];
  };

/** Records the answers that are new: none is a draft any more when another is given. */
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
export const next: Step = (state, task, now_ms) =>
  state.phase === QUESTIONS && [beginTask(state.at + 1), ...told(answer(state, task, now_ms))];

export const stop = (count: number): Step => (state, task, now_ms) => [
  { at: count, phase: STOPPED, why: "" },
  ...told(answer(state, task, now_ms)),
  ...told(end(null, "stopped")(state, task, now_ms)),
];

const told = (change: ReturnType<Step>): NewEvent[] => (change ? (change.slice(1) as NewEvent[]) : []);
