import type { PageEvent } from "./wire";
import { utf8Length } from "./utf8_length";

const MOST_EVENTS = 500;
const MOST_BYTES = 5_000_000;
const MOST_EVENT_BYTES = 256_000;
const DISPENSABLE = ["pointer.moved", "page.scrolled", "dom.recorded"] as const;

/** An event that the server has not acknowledged yet. */
export interface Entry {
  readonly seq: number;
  readonly type: string;
  readonly json: string;
  readonly bytes: number;
  /** It may still be completed, so it waits. */
  readonly isHeld: boolean;
  /** The server may have it: it does not change any more. */
  readonly wasSent: boolean;
  /** It lies in storage as it is. */
  readonly isKept: boolean;
}

type Open<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The events of one page load that the server has not acknowledged: no holes, ever.
 *
 * What cannot be sent is replaced by `event.dropped` at the same seq.
 */
export class Outbox {
  #entries: Open<Entry>[] = [];
  #first: number;
  #bytes = 0;
  #checkAt = MOST_BYTES;
  dropped = 0;

  /**
   * @param first - Seq of the first event put in.
   */
  constructor(first = 0) {
    this.#first = first;
  }

  /** Highest seq that the server has acknowledged, -1 for none. */
  get ack(): number {
    return this.#first - 1;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Seq that the next event will have. */
  get next(): number {
    return this.#first + this.#entries.length;
  }

  put(event: PageEvent, isHeld = false): Entry {
    return this.putLine(JSON.stringify(event), event.type, isHeld, event.at_ms);
  }

  putLine(json: string, type: string, isHeld = false, at_ms = 0): Entry {
    const entry: Open<Entry> = {
      seq: this.next, type, json, bytes: utf8Length(json), isHeld, wasSent: false, isKept: false,
    };
    this.#entries.push(entry);
    this.#bytes += entry.bytes;
    if (entry.bytes > MOST_EVENT_BYTES) this.#drop(entry, "too_large", at_ms);
    if (this.#bytes > this.#checkAt) this.#makeRoom();
    return entry;
  }

  /** Completes an event that was not sent yet; afterwards it no longer waits. */
  complete(given: Entry, changed: object, isHeld = false): void {
    const entry = given as Open<Entry>;
    if (entry.wasSent || entry.type === "event.dropped") return;
    entry.isHeld = isHeld;
    this.#write(entry, JSON.stringify({ ...JSON.parse(entry.json), ...changed }));
  }

  /**
   * Takes the next events to send, oldest first.
   *
   * @param mostBytes - Of the events together; the first is taken whatever its size.
   * @param isUrgent - Events that wait to be completed go as they are.
   * @param from - Seq to begin at, for what is sent in several pieces.
   */
  take(mostBytes: number, isUrgent = false, from = this.#first): readonly Entry[] {
    const taken: Open<Entry>[] = [];
    let bytes = 0;
    for (const entry of this.#entries.slice(from - this.#first, from - this.#first + MOST_EVENTS)) {
      bytes += entry.bytes + 1;
      if ((entry.isHeld && !isUrgent) || (taken.length > 0 && bytes > mostBytes)) break;
      taken.push(entry);
    }
    for (const entry of taken) {
      entry.wasSent = true;
      entry.isHeld = false;
    }
    return taken;
  }

  /** Marks what was written to storage. */
  keep(entries: readonly Entry[]): void {
    for (const entry of entries) (entry as Open<Entry>).isKept = true;
  }

  /** Forgets what the server has; an ack never goes back, and never beyond what there is. */
  acknowledge(ack: number): boolean {
    const gone = this.#entries.splice(0, Math.max(0, ack - this.ack));
    this.#first += gone.length;
    for (const entry of gone) this.#bytes -= entry.bytes;
    this.#checkAt = MOST_BYTES;
    return gone.length > 0;
  }

  /** Replaces what the server would not have. */
  refuse(entries: readonly Entry[], why: "too_large" | "refused"): void {
    for (const entry of entries) this.#drop(entry as Open<Entry>, why);
  }

  /** The server has lost what it acknowledged: says so in the place of what is gone here too. */
  fill(ack: number): void {
    const missing = Array.from({ length: Math.max(0, this.ack - ack) }, (_, index) => {
      const json = '{"type":"event.dropped","at_ms":0,"why":"refused"}';
      const seq = ack + 1 + index;
      return { seq, type: "event.dropped", json, bytes: json.length, isHeld: false, wasSent: false, isKept: false };
    });
    this.#entries.unshift(...missing);
    this.#first -= missing.length;
    for (const entry of missing) this.#bytes += entry.bytes;
  }

  clear(): void {
    this.acknowledge(this.next - 1);
  }

  #write(entry: Open<Entry>, json: string): void {
    const bytes = utf8Length(json);
    this.#bytes += bytes - entry.bytes;
    entry.json = json;
    entry.bytes = bytes;
    entry.isKept = false;
  }

  #drop(entry: Open<Entry>, why: "too_large" | "refused" | "no_room", at_ms?: number): void {
    if (entry.type === "event.dropped") return;
    at_ms ??= Number((JSON.parse(entry.json) as { at_ms: number }).at_ms);
    const dropped = { type: "event.dropped", at_ms, why, bytes: entry.bytes, was: entry.type };
    entry.type = "event.dropped";
    entry.isHeld = false;
    this.dropped += 1;
    this.#write(entry, JSON.stringify(dropped));
  }

  /** Throws away what can best be missed; tasks, ratings, clicks and errors never. */
  #makeRoom(): void {
    for (const type of DISPENSABLE) {
      for (const entry of this.#entries) {
        if (this.#bytes <= MOST_BYTES * 0.9) return;
        if (entry.type === type && !entry.wasSent) this.#drop(entry, "no_room");
      }
    }
    this.#checkAt = this.#bytes + MOST_BYTES * 0.1;
  }
}
