import { drawName } from "./draw_name";
import type { Marker } from "./marker";
import { momentWords } from "./moment_words";
import type { Reply } from "./reply";

const BACK_MS = 10_000;

/**
 * Makes the note that one key writes.
 *
 * @param marker - One of the study's; null makes a highlight, which begins ten seconds back:
 *   whoever sees that something mattered sees it late.
 */
export function markReply(marker: Marker | null, at_ms: number): Reply {
  const moment_ms = marker ? at_ms : Math.max(0, at_ms - BACK_MS);
  const kind = marker ? { text: "", marker: marker.id, ...(marker.score !== null && { score: marker.score }) } : { text: "#highlight" };
  return {
    act: { type: "note.added", note: drawName(), moment_ms, at_ms, ...kind },
    words: `${marker?.title ?? "Highlight"} at ${momentWords(moment_ms)}`,
  };
}
