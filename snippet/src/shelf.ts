import { openShelf, openedShelf } from "./open_shelf";
import type { Entry } from "./outbox";
import { REST_PREFIX as PREFIX } from "./rest_prefix";
import { resultOf } from "./result_of";
import type { Rest } from "./rest";

const MOST_AT_ONCE = 1_000_000;

type Letterhead = Omit<Rest, "lines" | "written_ms">;

/** Runs at once when the database is open: a page that closes has no second chance. */
function withStores(act: (epochs: IDBObjectStore, events: IDBObjectStore) => void): void {
  const run = (db: IDBDatabase | null | undefined): void => {
    try {
      const stores = db?.transaction(["epochs", "events"], "readwrite");
      if (stores) act(stores.objectStore("epochs"), stores.objectStore("events"));
    } catch {
      // Storage is a help, not a condition: memory still holds everything.
    }
  };
  const opened = openedShelf();
  if (opened) run(opened);
  else void openShelf().then(run);
}

/** Keeps the unsent events of one page load in this browser. */
export class Shelf {
  readonly #head: Letterhead;
  #isUsed = false;

  constructor(head: Letterhead) {
    this.#head = head;
  }

  /** Writes events to IndexedDB. */
  keep(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    this.#isUsed = true;
    const { epoch } = this.#head;
    withStores((epochs, events) => {
      epochs.put({ ...this.#head, written_ms: Date.now() }, epoch);
      for (const entry of entries) events.put(entry.json, [epoch, entry.seq]);
    });
  }

  /** Writes events to localStorage, which is done before this returns; false when not all fit. */
  keepAtOnce(entries: readonly Entry[]): boolean {
    const lines: Record<number, string> = {};
    let bytes = 0;
    for (const entry of entries) {
      bytes += entry.bytes;
      if (bytes <= MOST_AT_ONCE) lines[entry.seq] = entry.json;
    }
    const rest: Rest = { ...this.#head, written_ms: Date.now(), lines };
    try {
      if (bytes) localStorage.setItem(PREFIX + this.#head.epoch, JSON.stringify(rest));
      this.#isUsed ||= bytes > 0;
      return bytes <= MOST_AT_ONCE;
    } catch {
      return false;
    }
  }

  /** Forgets what the server has, and the page load itself when nothing is left. */
  forget(ack: number, isEmpty: boolean): void {
    if (!this.#isUsed) return;
    const { epoch } = this.#head;
    withStores((epochs, events) => {
      events.delete(IDBKeyRange.bound([epoch, 0], [epoch, ack]));
      if (isEmpty) epochs.delete(epoch);
    });
    this.#isUsed = !isEmpty;
    try {
      localStorage.removeItem(PREFIX + epoch);
    } catch {
      // Forbidden: then nothing was written either.
    }
  }

  /** A rest found in storage is on the shelf already. */
  static of(rest: Rest): Shelf {
    const { epoch, prev, token, server, origin_ms } = rest;
    const shelf = new Shelf({ epoch, prev, token, server, origin_ms });
    shelf.#isUsed = true;
    return shelf;
  }

  /** Tells whether another page load may have left something behind. */
  static async hasRests(own: string): Promise<boolean> {
    try {
      if (Object.keys(localStorage).some((key) => key.startsWith(PREFIX))) return true;
    } catch {
      // Forbidden: nothing can lie there.
    }
    const epochs = (await openShelf())?.transaction("epochs").objectStore("epochs").getAllKeys();
    if (!epochs) return false;
    return (await resultOf(epochs)).some((epoch) => epoch !== own);
  }
}
