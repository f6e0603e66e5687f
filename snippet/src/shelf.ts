import type { Entry } from "./outbox";
import type { Rest } from "./rest";

const PREFIX = "recorder:rest:";
const MOST_AT_ONCE = 1_000_000;

type Letterhead = Omit<Rest, "lines" | "written_ms">;

let database: Promise<IDBDatabase | null> | undefined;

function open(): Promise<IDBDatabase | null> {
  database ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open("recorder", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("epochs");
        request.result.createObjectStore("events");
      };
      request.onsuccess = () => {
        opened = request.result;
        opened.onversionchange = () => opened?.close();
        resolve(opened);
      };
      request.onerror = request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return database;
}

let opened: IDBDatabase | undefined;

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
  if (opened) run(opened);
  else void open().then(run);
}

function all<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
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

  /** Writes events to localStorage, which is done before this returns. */
  keepAtOnce(entries: readonly Entry[]): void {
    const lines: Record<number, string> = {};
    let bytes = 0;
    for (const entry of entries) {
      bytes += entry.bytes;
      if (bytes > MOST_AT_ONCE) break;
      lines[entry.seq] = entry.json;
    }
    const rest: Rest = { ...this.#head, written_ms: Date.now(), lines };
    try {
      if (bytes) localStorage.setItem(PREFIX + this.#head.epoch, JSON.stringify(rest));
      this.#isUsed ||= bytes > 0;
    } catch {
      // Full or forbidden: IndexedDB has most of it.
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

  /** Lists what page loads left behind, from both stores. */
  static async list(): Promise<Rest[]> {
    const rests = new Map<string, Rest>();
    const db = await open();
    if (db) {
      const stores = db.transaction(["epochs", "events"]);
      const [heads, keys, lines] = await Promise.all([
        all(stores.objectStore("epochs").getAll() as IDBRequest<Rest[]>),
        all(stores.objectStore("events").getAllKeys()),
        all(stores.objectStore("events").getAll() as IDBRequest<string[]>),
      ]);
      for (const head of heads) rests.set(head.epoch, { ...head, lines: {} });
      keys.forEach((key, index) => {
        const [epoch, seq] = key as [string, number];
        const rest = rests.get(epoch);
        if (rest) (rest.lines as Record<number, string>)[seq] = lines[index]!;
      });
    }
    try {
      for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
        const rest = JSON.parse(localStorage.getItem(key)!) as Rest;
        const lines = { ...rests.get(rest.epoch)?.lines, ...rest.lines };
        rests.set(rest.epoch, { ...rest, lines });
      }
    } catch {
      // Forbidden, or not ours: nothing to find there.
    }
    return [...rests.values()];
  }
}
