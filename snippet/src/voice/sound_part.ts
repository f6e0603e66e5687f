/** About a second of sound, as it waits for the server. */
export interface SoundPart {
  readonly take: string;
  readonly number: number;
  readonly kind: string;
  readonly epoch: string;
  readonly at_ms: number;
  readonly length_ms: number;
  readonly sha256: string;
  readonly body: ArrayBuffer;
  /** Where it goes, and for which session. */
  readonly server: string;
  readonly token: string;
}
