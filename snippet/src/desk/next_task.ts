import type { Control, TaskControl } from "./control";

/** Finds the task to give next: the first new one after the current, else the first new one. */
export function nextTask({ task, tasks }: Control): TaskControl | undefined {
  const at = tasks.findIndex(({ id }) => id === task);
  const isNew = ({ phase }: TaskControl): boolean => phase === "new";
  return tasks.slice(at + 1).find(isNew) ?? tasks.find(isNew);
}
