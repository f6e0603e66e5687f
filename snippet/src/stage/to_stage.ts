/** One recorded event of a page, as text so that the stage alone reads it. */
export interface StagedEvent {
  /** When it happened, on the session's clock. */
  readonly at_ms: number;
  /** The JSON of the DOM recorder's own event. */
  readonly text: string;
}

/** What a page of ours asks the stage to show. */
export interface ToStage {
  readonly to: "stage";
  /** Counts the questions, so that an answer is told from an older one. */
  readonly turn: number;
  /** Whether the events begin a picture of their own; else they go on from the one shown. */
  readonly is_fresh: boolean;
  /** Whether they happen before the watcher's eyes: clicks are drawn then. */
  readonly is_seen: boolean;
  readonly events: readonly StagedEvent[];
}
