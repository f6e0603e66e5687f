/** Where one task of a session stands. */
export interface TaskControl {
  readonly id: string;
  readonly title: string;
  readonly scenario: string;
  readonly is_planned: boolean;
  readonly phase: "new" | "given" | "running" | "paused" | "ended";
  /** The act that opened the go that counts; "" for none. */
  readonly go: string;
  readonly started_ms: number | null;
  readonly ended_ms: number | null;
  readonly claim: "done" | "gave_up" | "skipped" | null;
  readonly verdicts: readonly Verdict[];
  readonly agreed: Verdict | null;
  readonly assists: number;
  readonly slips: number;
  readonly goes: number;
}

/** What one person found an attempt to be. */
export interface Verdict {
  readonly person: string;
  readonly outcome: string;
  readonly score: number | null;
  readonly reason: string;
}

/** An act that can be taken back. */
export interface Undoable {
  readonly act: string;
  readonly person: string;
  readonly words: string;
  readonly at_ms: number;
}

/** Where a moderated session stands, as the server reads it from the log. */
export interface Control {
  readonly moderator: string | null;
  readonly task: string | null;
  readonly phase: "waiting" | "given" | "running" | "paused" | "ended" | "closed";
  readonly go: string;
  /** When the clock of the current task started, on the session's clock. */
  readonly since_ms: number | null;
  readonly message: string;
  readonly message_act: string;
  readonly tasks: readonly TaskControl[];
  /** What stands and can be taken back, newest first. */
  readonly undoable: readonly Undoable[];
  /** Undos that can be taken back, newest first. */
  readonly redoable: readonly Undoable[];
}
