import type { TaskControl } from "./control";
import { momentWords } from "./moment_words";
import { parseMoment } from "./parse_moment";
import type { Reply } from "./reply";

/**
 * Corrects when a task began and ended, from two fields as they were typed.
 *
 * Both ends are said, for the last correction counts alone: an end that it left out would
 * fall back to what was recorded. A field that is empty or as shown leaves its end where it
 * stands, to the millisecond.
 */
export function recutReply({ id, title, started_ms, ended_ms }: TaskControl, from: string, to: string): Reply {
  const unread = [from, to].find((text) => text && parseMoment(text) === null);
  if (unread) return no(`“${unread}” is no moment; write it like 03:12.4`);
  const [began, ended] = [readEnd(from, started_ms), readEnd(to, ended_ms)];
  if (began === started_ms && ended === ended_ms) return no("Write when it began, when it ended, or both.");
  if (began !== null && ended !== null && ended <= began) return no("It must end after it began.");
  return { act: { type: "task.recut", task: id, started_ms: began, ended_ms: ended }, words: `Corrected the times of “${title}”` };
}

function readEnd(text: string, stands_ms: number | null): number | null {
  if (!text || (stands_ms !== null && text === momentWords(stands_ms))) return stands_ms;
  return parseMoment(text);
}

function no(words: string): Reply {
  return { act: null, words };
}
