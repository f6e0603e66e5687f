import type { Question, Task } from "../core";
import type { State } from "./state";

/** The questions of a task that are still to be put. */
export function openQuestions({ questions }: Task, { answered }: State): readonly Question[] {
  return questions.filter(({ id }) => !answered.includes(id));
}
