/** What somebody said in one stretch; times are the session's. */
export interface Said {
  readonly start_ms: number;
  readonly end_ms: number;
  readonly speaker: string;
  readonly text: string;
}

/** One transcript, as `transcripts.json` tells it. */
export interface TranscriptFacts {
  readonly id: string;
  readonly name: string;
  readonly cues: readonly Said[];
}
