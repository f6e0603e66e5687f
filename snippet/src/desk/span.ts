/** A stretch of time on the session's clock. */
export interface Span {
  readonly from_ms: number;
  readonly until_ms: number;
}
