import type { Progress, Task } from "../core";
import { beginTask } from "./begin_task";
import { QUESTIONS, RUNNING } from "./phase";
import type { State } from "./state";

/** Finds where to go on: as the server has it only where that is further, or nothing is kept here. */
export function resumeState(tasks: readonly Task[], kept: State | null, progress: Progress): State {
  const theirs = asServer(tasks, progress);
  return kept && rank(kept) >= rank(theirs) ? kept : theirs;
}

const rank = ({ at, phase }: State): number => at * 9 + phase;

function asServer(tasks: readonly Task[], { task, phase, answered }: Progress): State {
  if (/after|over/.test(phase)) return beginTask(tasks.length);
  const at = Math.max(0, tasks.findIndex(({ id }) => id === task));
  if (phase === "running") return { ...beginTask(at), phase: RUNNING };
  if (phase !== "questions") return beginTask(at);
  const isMore = tasks[at]?.questions.some(({ id }) => !answered.includes(id));
  return isMore ? { ...beginTask(at), phase: QUESTIONS, answered } : beginTask(at + 1);
}
