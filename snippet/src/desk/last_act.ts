import type { WaitingAct } from "./act_queue";
import type { Control } from "./control";
import type { DeskEvent } from "./desk_event";
import { eventWords } from "./event_words";
import type { FeedNames } from "./feed_names";
import type { LogEntry } from "./log_entry";

/** What is not taken back but done again the other way round. */
const FINAL: readonly string[] = ["act.undone", "moderation.handed", "remark.made"];

/** An act that its person can take back. */
export interface LastAct {
  readonly act: string;
  readonly words: string;
}

/** Finds the last act of a person, whether the server has it yet or not; null when there is none. */
export function lastAct(
  control: Control, waiting: readonly WaitingAct[], me: string, names: FeedNames, log: readonly LogEntry[] = [],
): LastAct | null {
  const acts = waiting.filter(({ refused }) => !refused).map(({ act }) => act);
  const undone = new Set(acts.map((act) => (act.type === "act.undone" ? act.undone : "")));
  const unsent = acts.findLast(({ act, type }) => !FINAL.includes(type) && !undone.has(act));
  if (unsent) return { act: unsent.act, words: wordsOf({ ...unsent, person: me } as DeskEvent, names) };
  const sent = control.undoable.find(({ act, person }) => person === me && !undone.has(act));
  return sent ? { act: sent.act, words: noteWords(sent, names, log) } : null;
}

/** The server says “noted”; which note or marker it was stands in the log. */
function noteWords({ act, words }: LastAct, names: FeedNames, log: readonly LogEntry[]): string {
  const entry = log.findLast(({ event }) => event.type === "note.added" && event.act === act);
  return entry ? wordsOf(entry.event, names) : words;
}

function wordsOf(event: DeskEvent, names: FeedNames): string {
  if (event.type === "note.added") {
    const marker = names.markers.find(({ id }) => id === event.marker);
    return marker ? `marker ${marker.title}` : `note “${shorten(event.text)}”`;
  }
  const { words = event.type } = eventWords(event, names) ?? {};
  return words.charAt(0).toLocaleLowerCase() + words.slice(1);
}

function shorten(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23).trimEnd()}…` : text;
}
