/** One recording of the participant's voice, as `sound.json` tells it. */
export interface SoundTake {
  readonly take: string;
  readonly kind: string;
  /** When it begins on the session's clock. */
  readonly begins_ms: number;
  readonly length_ms: number;
  readonly missing: number;
}
