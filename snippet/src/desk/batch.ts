import type { DeskEvent } from "./desk_event";

/** Events of one page load, or of the server, that lie on disk; they have no holes. */
export interface Batch {
  readonly epoch: string;
  /** The seq of the first of them. */
  readonly from: number;
  /** The epoch's time origin on the session's clock: an event is at `origin_ms + at_ms`. */
  readonly origin_ms: number;
  /** When they came, by the server's clock, ms since 1970. */
  readonly received_ms: number;
  readonly events: readonly DeskEvent[];
}
