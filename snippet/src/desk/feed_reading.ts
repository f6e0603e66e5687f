import type { WaitingAct } from "./act_queue";
import type { DeskEvent } from "./desk_event";
import { eventWords } from "./event_words";
import type { FeedItem, FeedKind } from "./feed_item";
import type { FeedNames } from "./feed_names";
import type { LogEntry } from "./log_entry";
import { undoneActs } from "./undone_acts";

type Noted = Extract<DeskEvent, { type: "note.added" }>;

const NO_NAMES: FeedNames = { tasks: {}, people: {}, markers: [] };

/** Which lines are wanted. */
export interface FeedWish {
  /** None for every kind but remarks. */
  readonly kinds: ReadonlySet<FeedKind>;
  /** Letters that must be in a line; "" for any. */
  readonly text: string;
}

/**
 * The lines of the feed, read from a log as it grows.
 *
 * What the page sends is read once. What people do is read anew with each act of theirs, as a
 * later act may change or take back an earlier one; they are few.
 */
export class FeedReading {
  names: FeedNames = NO_NAMES;
  #page: FeedItem[] = [];
  #people: FeedItem[] = [];
  readonly #acts: LogEntry[] = [];
  readonly #taken = new Set<string>();
  #waiting: readonly WaitingAct[] = [];
  #me = "";

  /** Takes new entries in. */
  add(fresh: readonly LogEntry[]): void {
    const acts = fresh.filter(({ event }) => "person" in event);
    for (const entry of fresh) if (!("person" in entry.event)) this.#addPage(entry);
    this.#page = inOrder(this.#page);
    if (!acts.length) return;
    for (const entry of acts) {
      this.#acts.push(entry);
      if ("act" in entry.event && entry.event.act) this.#taken.add(entry.event.act);
    }
    this.#acts.sort((one, other) => one.seq - other.seq);
    this.#readPeople();
  }

  /** Shows acts of one's own that the server does not have yet. */
  wait(waiting: readonly WaitingAct[], me: string): void {
    this.#waiting = waiting;
    this.#me = me;
    this.#readPeople();
  }

  /** Gives things other names. */
  name(names: FeedNames): void {
    this.names = names;
    this.#readPeople();
  }

  /** The lines wanted, oldest first. */
  list({ kinds, text }: FeedWish): FeedItem[] {
    const wanted = text.trim().toLocaleLowerCase();
    const isWanted = (item: FeedItem): boolean =>
      (kinds.size ? kinds.has(item.kind) : item.kind !== "remark") && (!wanted || this.#textOf(item).includes(wanted));
    return merge(this.#page.filter(isWanted), this.#people.filter(isWanted));
  }

  #textOf({ words, detail, person, marker }: FeedItem): string {
    const title = this.names.markers.find(({ id }) => id === marker)?.title ?? "";
    return [words, detail, this.names.people[person] ?? person, title].join(" ").toLocaleLowerCase();
  }

  #addPage(entry: LogEntry): void {
    const told = eventWords(entry.event, this.names);
    if (told) this.#page.push(itemOf(`${entry.epoch}:${entry.seq}`, entry.at_ms, { isMilestone: false, detail: "", ...told }));
  }

  #readPeople(): void {
    const waiting = this.#waiting
      .filter(({ act }) => !this.#taken.has(act.act))
      .map(({ act, refused }) => ({ event: { ...act, person: this.#me } as DeskEvent, refused }));
    const every = [...this.#acts.map(({ event }) => event), ...waiting.map(({ event }) => event)];
    const names = { ...this.names, tasks: { ...this.names.tasks, ...unplanned(every) } };
    const undone = undoneActs(every);
    const items: FeedItem[] = [];
    for (const { epoch, seq, at_ms, event } of this.#acts) {
      const item = this.#item(`${epoch}:${seq}`, at_ms, event, names, undone, every);
      if (item) items.push(item);
    }
    for (const { event, refused } of waiting) {
      const act = "act" in event ? event.act : "";
      const item = this.#item(`waiting:${act}`, event.at_ms, event, names, undone, every);
      if (item) items.push({ ...item, trouble: refused || "waiting" });
    }
    this.#people = inOrder(items);
  }

  #item(
    key: string, at_ms: number, event: DeskEvent, names: FeedNames, undone: ReadonlySet<string>, every: readonly DeskEvent[],
  ): FeedItem | null {
    const isUndone = "act" in event && !!event.act && undone.has(event.act);
    const person = "person" in event ? event.person : "";
    if (event.type === "note.added") return noteItem(key, at_ms, event, isUndone, every, undone);
    const told = eventWords(event, names);
    return told && { ...itemOf(key, at_ms, { isMilestone: false, detail: "", ...told }), person, isUndone };
  }
}

/** Reads a note as its last change left it; a note that was taken back stays as undone. */
function noteItem(
  key: string, at_ms: number, added: Noted, isUndone: boolean, every: readonly DeskEvent[], undone: ReadonlySet<string>,
): FeedItem {
  let { text, moment_ms } = added;
  let isChanged = false;
  let isRetracted = false;
  for (const event of every) {
    if (!("note" in event) || event.note !== added.note || event.person !== added.person) continue;
    if (event.act && undone.has(event.act)) continue;
    if (event.type === "note.retracted") isRetracted = true;
    if (event.type !== "note.changed") continue;
    isChanged = true;
    text = event.text || text;
    moment_ms = event.moment_ms ?? moment_ms;
  }
  return {
    ...itemOf(key, moment_ms ?? at_ms, { kind: added.marker ? "marker" : "note", words: text, detail: "", isMilestone: false }),
    person: added.person,
    note: added.note,
    marker: added.marker ?? "",
    isUndone: isUndone || isRetracted,
    isChanged,
  };
}

function itemOf(
  key: string, at_ms: number, told: { kind: FeedKind; words: string; detail: string; isMilestone: boolean },
): FeedItem {
  return { key, at_ms, person: "", note: "", marker: "", isUndone: false, isChanged: false, trouble: "", ...told };
}

function unplanned(every: readonly DeskEvent[]): Record<string, string> {
  const given = every.filter((event) => event.type === "task.assigned" && event.title);
  return Object.fromEntries(given.map((event) => (event.type === "task.assigned" ? [event.task, event.title ?? ""] : [])));
}

function inOrder(items: FeedItem[]): FeedItem[] {
  const isSorted = items.every((item, index) => !index || (items[index - 1]?.at_ms ?? 0) <= item.at_ms);
  return isSorted ? items : [...items].sort((one, other) => one.at_ms - other.at_ms);
}

function merge(ones: readonly FeedItem[], others: readonly FeedItem[]): FeedItem[] {
  const merged: FeedItem[] = [];
  let at = 0;
  for (const one of ones) {
    for (let other = others[at]; other && other.at_ms < one.at_ms; other = others[at]) {
      merged.push(other);
      at += 1;
    }
    merged.push(one);
  }
  return merged.concat(others.slice(at));
}
