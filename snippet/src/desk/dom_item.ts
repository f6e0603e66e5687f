/** One event of the DOM recorder, or a place where some are missing, in one page load. */
export interface DomItem {
  readonly seq: number;
  /** On the session's clock, never before the item ahead of it. */
  at_ms: number;
  /** What it does: begins a page, says how large its window is, changes it, or is missing. */
  kind: "page" | "window" | "change" | "hole" | "unknown";
  /** The JSON of the event; "" while it is packed. */
  text: string;
  /** Base64 of the same deflated; "" where it came as plain text. */
  packed: string;
}
