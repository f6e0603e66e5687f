import type { Question, Task } from "../core";
import type { State } from "./state";

/** The questions of the current task that are still to be put. */
export function openQuestions(tasks: readonly Task[], state: State): readonly Question[] {
  const questions = tasks[state.at]?.questions ?? [];
  return questions.filter(({ id }) => !state.answered.includes(id));
}
