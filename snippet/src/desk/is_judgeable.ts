import type { TaskControl } from "./control";

/** Tells whether a verdict on a task can be given: it has ended, or was judged before. */
export const isJudgeable = ({ phase, verdicts }: TaskControl): boolean => phase === "ended" || verdicts.length > 0;
