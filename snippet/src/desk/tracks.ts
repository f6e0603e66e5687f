import type { DeskEvent } from "./desk_event";
import type { FeedItem } from "./feed_item";
import type { FeedNames } from "./feed_names";
import type { LogEntry } from "./log_entry";
import type { Span } from "./span";
import { undoneActs } from "./undone_acts";

/** A stretch with a name, such as a task or a page. */
export interface Bar extends Span {
  readonly words: string;
}

/** A moment with a name, such as a click. */
export interface Mark {
  readonly at_ms: number;
  readonly words: string;
}

/** Everything that a timeline draws, each in time order. */
export interface Tracks {
  readonly end_ms: number;
  readonly tasks: readonly Bar[];
  readonly pages: readonly Bar[];
  readonly voice: readonly Bar[];
  readonly clicks: readonly Mark[];
  readonly faults: readonly Mark[];
  readonly notes: readonly FeedItem[];
}

type Pair = { readonly opens: ReadonlySet<string>; readonly closes: ReadonlySet<string>; words(event: DeskEvent): string };

const FAULTS = new Set(["problem.reported", "request.failed", "script.failed"]);
const NEVER = new Set<string>();

/**
 * Reads the tracks of a session; acts that were taken back are left out.
 *
 * @param notes - Notes and markers as the feed reads them; what was taken back is left out.
 */
export function readTracks(
  entries: readonly LogEntry[], notes: readonly FeedItem[], names: FeedNames,
): Tracks {
  const undone = undoneActs(entries.map(({ event }) => event).filter((event) => "person" in event));
  const kept = entries.filter(({ event }) => !("act" in event && event.act && undone.has(event.act)));
  const end_ms = endOf(kept, notes);
  const title = (event: DeskEvent): string => ("task" in event && event.task ? (names.tasks[event.task] ?? event.task) : "");
  return {
    end_ms,
    tasks: bars(kept, end_ms, {
      opens: new Set(["task.started", "task.begun"]), closes: new Set(["task.ended", "task.finished"]), words: title,
    }),
    pages: bars(kept, end_ms, {
      opens: new Set(["page.viewed"]), closes: NEVER, words: (event) => ("address" in event ? event.address : ""),
    }),
    voice: bars(kept, end_ms, { opens: new Set(["sound.started"]), closes: new Set(["sound.stopped"]), words: () => "voice" }),
    clicks: kept.flatMap(({ at_ms, event }) =>
      event.type === "element.clicked" ? [{ at_ms, words: event.name || event.selector || event.role || "a click" }] : [],
    ),
    faults: kept.filter(({ event }) => FAULTS.has(event.type)).map(({ at_ms, event }) => ({ at_ms, words: faultOf(event) })),
    notes: notes.filter(({ isUndone, at_ms }) => !isUndone && at_ms <= end_ms),
  };
}

/** When the sitting was over: what people said of it later does not make it longer. */
function endOf(entries: readonly LogEntry[], notes: readonly FeedItem[]): number {
  const sitting = entries.filter(({ event }) => !("person" in event) || /^(task\.(?!recut)|assist|session\.closed|message)/.test(event.type));
  const last = sitting.reduce((latest, { at_ms }) => Math.max(latest, at_ms), 0);
  return last || notes.reduce((latest, { at_ms }) => Math.max(latest, at_ms), 0);
}

/** Pairs what opens a stretch with what closes it; the next one to open closes it too. */
function bars(entries: readonly LogEntry[], end_ms: number, { opens, closes, words }: Pair): Bar[] {
  const found: Bar[] = [];
  let open: { from_ms: number; words: string } | null = null;
  const close = (until_ms: number): void => {
    if (open) found.push({ ...open, until_ms: Math.max(open.from_ms, until_ms) });
    open = null;
  };
  for (const { at_ms, event } of entries) {
    if (opens.has(event.type)) {
      // The page and the moderator both say when a task starts.
      if (open !== null && (open as Bar).words === words(event) && closes.size) continue;
      close(at_ms);
      open = { from_ms: at_ms, words: words(event) };
    } else if (closes.has(event.type)) close(at_ms);
  }
  close(end_ms);
  return found;
}

function faultOf(event: DeskEvent): string {
  if (event.type === "script.failed") return event.message;
  if (event.type === "request.failed") return `${event.address} answered ${event.status || "nothing"}`;
  return event.type === "problem.reported" ? event.text : event.type;
}
