import type { Progress, Task } from "../core";
import { beginTask } from "./begin_task";
import type { State } from "./state";

/** The server's view wins only where it is further, or where nothing is kept here. */
export function resume(tasks: readonly Task[], kept: State | null, progress: Progress): State {
  const theirs = fromServer(tasks, progress);
  return kept && rank(kept) >= rank(theirs) ? kept : theirs;
}

function rank({ at, phase }: State): number {
  return at * 3 + (phase === "running" ? 1 : phase === "questions" ? 2 : 0);
}

function fromServer(tasks: readonly Task[], { task, phase, answered }: Progress): State {
  const isOver = phase === "after_study" || phase === "over";
  const at = isOver ? tasks.length : Math.max(0, tasks.findIndex(({ id }) => id === task));
  const state = beginTask(at, tasks.length);
  if (phase !== "running" && phase !== "questions") return state;
  const isAnswered = tasks[at]?.questions.every(({ id }) => answered.includes(id));
  if (phase === "questions" && isAnswered) return beginTask(at + 1, tasks.length);
  return { ...state, phase, shown: true, answered: phase === "questions" ? answered : [] };
}
