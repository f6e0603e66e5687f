import type { TimedEvent } from "./timed_event";

/** How soon after its first part a whole picture is there. */
const DRAWN_MS = 100;

/** The first moment at which there is something to see: before it the participant only agreed. */
export function firstSight(entries: readonly Pick<TimedEvent, "at_ms" | "event">[]): number {
  const find = (type: string): number | undefined => entries.find(({ event }) => event.type === type)?.at_ms;
  return (find("dom.recorded") ?? find("page.viewed") ?? -DRAWN_MS) + DRAWN_MS;
}
