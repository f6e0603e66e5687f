import type { Words } from "./panel/words";
import type { VoiceWords } from "./voice/voice_words";
import type { SessionStarted, TaskEnded } from "./wire";

/** One question as the server puts it. */
export interface Question {
  readonly id: string;
  readonly ask: string;
  readonly kind: "scale" | "choice" | "choices" | "text" | "long-text" | "number";
  /** What can be chosen; none where one writes. */
  readonly choices: readonly string[];
  readonly required: boolean;
  /** That it may be left out, and what the ends of a scale mean. */
  readonly hint: string;
}

/** One task as the participant may know it. */
export interface Task {
  readonly id: string;
  /** Which of how many it is, in words. */
  readonly step: string;
  readonly title: string;
  readonly scenario: string;
  readonly start: string | null;
  readonly time_limit_s: number | null;
  readonly ends: "on_done" | "on_success";
  readonly questions: readonly Question[];
}

/** How far the participant has come, as the server knows it. */
export interface Progress {
  /** The task at hand; null after the last one. */
  readonly task: string | null;
  readonly phase: "waiting" | "scenario" | "running" | "questions" | "after_study" | "over";
  readonly met: boolean;
  readonly answered: readonly string[];
}

/** What a moderator wants of the participant, as the server has it. */
export interface Control {
  /** The task at hand; null between tasks. */
  readonly task: Task | null;
  /** Names the go at the task: giving a task again, or restarting it, begins another. */
  readonly go: string;
  readonly is_begun: boolean;
  readonly is_finished: boolean;
  readonly claim: TaskEnded["claim"];
  readonly message: { readonly id: string; readonly text: string } | null;
  /** No further task comes. */
  readonly is_closed: boolean;
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
  readonly direction: "ltr" | "rtl";
  readonly state: "open" | "finished" | "stopped" | "withdrawn";
  readonly mode: "unmoderated" | "moderated" | "by_hand";
  readonly participant: string;
  readonly variant: string | null;
  readonly tasks: readonly Task[];
  readonly progress: Progress;
  /** In moderated sessions only. */
  readonly control?: Control;
  readonly after: string;
  readonly done: string;
  readonly capture: Capture;
  readonly watch: readonly string[];
  /** What the participant uses, coarsely: as the server reads it out of the request. */
  readonly device: Pick<SessionStarted, "browser" | "os" | "device">;
  readonly has_after_study: boolean;
  /** Addresses, relative to the snippet's, of the bundles that this page has to load. */
  readonly parts: readonly string[];
  /** What is said beside the panel of the voice; only where it may be recorded. */
  readonly voice?: VoiceWords;
  /** What the panel says. */
  readonly words: Words;
}
