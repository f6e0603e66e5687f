/** What of one page load the server has not acknowledged, as it lies in storage. */
export interface Rest {
  readonly epoch: string;
  readonly prev: string | null;
  readonly token: string;
  readonly server: string;
  readonly origin_ms: number;
  /** When it was last written, on the wall clock. */
  readonly written_ms: number;
  /** Event as JSON by seq. */
  readonly lines: Readonly<Record<number, string>>;
}
