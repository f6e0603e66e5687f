import type { DeskEvent } from "./desk_event";

/** One event of a session on the session's clock. */
export interface LogEntry {
  readonly epoch: string;
  readonly seq: number;
  /** Milliseconds since the session started, on the server's clock. */
  readonly at_ms: number;
  /** When the server had it, ms since 1970. */
  readonly received_ms: number;
  readonly event: DeskEvent;
}
