import type { LogEntry } from "./log_entry";
import type { Span } from "./span";

/** What happens without anybody doing anything. */
const IDLE = new Set([
  "dom.recorded", "event.dropped", "page.measured", "recorder.measured", "clock.jumped", "request.failed", "script.failed",
  "sound.started", "sound.stopped",
]);
const SHORTEST_MS = 5_000;
const MARGIN_MS = 1_000;

/** Finds where a participant did nothing for five seconds or more; a second stays at both ends. */
export function quietSpans(entries: readonly LogEntry[], end_ms: number): Span[] {
  const quiet: Span[] = [];
  let last_ms = 0;
  const pass = (at_ms: number): void => {
    if (at_ms - last_ms >= SHORTEST_MS) quiet.push({ from_ms: last_ms + MARGIN_MS, until_ms: at_ms - MARGIN_MS });
    last_ms = Math.max(last_ms, at_ms);
  };
  for (const { at_ms, event } of entries) {
    if (!IDLE.has(event.type) && (!("person" in event) || event.type.startsWith("task.")) && at_ms <= end_ms) pass(at_ms);
  }
  pass(end_ms);
  return quiet;
}
