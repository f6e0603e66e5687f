import type { Value } from "./value";

/** How far the participant has come; kept in storage, so a reload loses nothing. */
export interface State {
  /** Index of the task; the number of tasks when all are over. */
  readonly at: number;
  /** `starting`: Start was pressed and the start page is being opened. */
  readonly phase: "scenario" | "starting" | "running" | "questions" | "over";
  /** Whether `task.shown` was recorded for this task. */
  readonly shown: boolean;
  /** The address where Start was pressed. */
  readonly from: string;
  /** Time on the task without pauses; counted only where the task has a limit. */
  readonly active_ms: number;
  readonly paused: boolean;
  /** Answers of this task by question, drafts among them. */
  readonly answers: Readonly<Record<string, Value>>;
  /** What was recorded of them, as JSON. */
  readonly sent: Readonly<Record<string, string>>;
  /** Questions of this task that were answered in another browser. */
  readonly answered: readonly string[];
  /** What ended the task before, when it was not the participant. */
  readonly why: "" | "time_limit" | "criterion";
  /** The participant stopped the whole test. */
  readonly isStopped: boolean;
}
