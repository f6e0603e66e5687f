/** How far the participant has come; kept in storage, so a reload loses nothing. */
export interface State {
  /** Index of the task; the number of tasks when all are over. */
  readonly at: number;
  /** One of `phase.ts`. */
  readonly phase: number;
  /** The address where Start was pressed. */
  readonly from: string;
  /** Time on the task in view and without pauses; counted only where the task has a limit. */
  readonly active_ms: number;
  /** When that was counted last, by the wall clock; 0 while it is not counted. */
  readonly seen: number;
  /** What the controls of this task's questions say, drafts among them. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** The question whose answer has changed since it was recorded. */
  readonly draft: string;
  /** Questions of this task that were answered in another browser. */
  readonly answered: readonly string[];
}
