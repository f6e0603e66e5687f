/** What the server answered to a batch. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** From `Retry-After`; null when there is none. */
  readonly retry_after_s: number | null;
}
