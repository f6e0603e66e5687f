/** One event of a session on the session's clock, whatever brought it here. */
export interface TimedEvent {
  readonly epoch: string;
  readonly seq: number;
  /** Milliseconds since the session started, on the server's clock. */
  readonly at_ms: number;
  readonly event: { readonly type: string; readonly at_ms: number };
}
