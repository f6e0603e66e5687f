/** One question as the server puts it. */
export interface Question {
  readonly id: string;
  readonly ask: string;
  readonly kind: "scale" | "choice" | "choices" | "text" | "long-text" | "number";
  readonly choices: readonly string[];
  readonly required: boolean;
  readonly points: number;
  readonly minimum: number;
  readonly low_label: string;
  readonly high_label: string;
}

/** One task as the participant may know it. */
export interface Task {
  readonly id: string;
  readonly title: string;
  readonly scenario: string;
  readonly start: string | null;
  readonly time_limit_s: number | null;
  readonly ends: "on_done" | "on_success";
  readonly questions: readonly Question[];
}

/** How far the participant has come, as the server knows it. */
export interface Progress {
  readonly task: string | null;
  readonly phase: "scenario" | "running" | "questions" | "after_study" | "over";
  readonly met: boolean;
  readonly answered: readonly string[];
}

/** What the study allows to be captured. */
export interface Capture {
  readonly pointer: boolean;
  readonly text: "none" | "marked" | "all";
  readonly names: boolean;
  readonly query: readonly string[];
  readonly dom: boolean;
}

/** What `GET /v1/session` answers. */
export interface SessionAnswer {
  readonly session: string;
  readonly study: string;
  readonly title: string;
  readonly language: string;
  readonly state: "open" | "finished" | "stopped" | "withdrawn";
  readonly participant: string;
  readonly variant: string | null;
  readonly tasks: readonly Task[];
  readonly progress: Progress;
  readonly after: string;
  readonly done: string;
  readonly capture: Capture;
  readonly watch: readonly string[];
  readonly has_after_study: boolean;
}
