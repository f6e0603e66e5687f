/** How far a task is, in the order in which its phases come. */
export const NEW = 0;
/** `task.shown` is recorded. */
export const SCENARIO = 1;
/** Start was pressed and the start page is being opened. */
export const STARTING = 2;
export const RUNNING = 3;
export const PAUSED = 4;
export const QUESTIONS = 5;
/** The participant stopped the whole test. */
export const STOPPED = 6;
