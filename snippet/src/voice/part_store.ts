import type { SoundPart } from "./sound_part";

const STORE = "parts";

type Key = readonly [take: string, number: number];

/** Keeps parts until the server has them: in this browser's database, else while the page lives. */
export interface PartStore {
  /** Tells whether it is kept. */
  add(part: SoundPart): Promise<boolean>;
  remove(part: SoundPart): Promise<void>;
  /** Some part that waits, if any. */
  first(): Promise<SoundPart | undefined>;
  count(): Promise<number>;
  /** Throws away all of one session. */
  forget(token: string): Promise<void>;
}

/** How many seconds of sound a page holds when nothing can be kept. */
const MOST_HELD = 120;

/** Opens the store; never fails. */
export async function openParts(): Promise<PartStore> {
  try {
    return inDatabase(await open());
  } catch {
    return inMemory();
  }
}

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open("recorder-sound", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: ["take", "number"] });
  return answered(opening);
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function inDatabase(database: IDBDatabase): PartStore {
  /** What is written is on the way to the disk when this resolves. */
  const write = (act: (store: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, "readwrite");
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      act(transaction.objectStore(STORE));
    });
  const read = <T>(ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    answered(ask(database.transaction(STORE).objectStore(STORE)));
  const held = inMemory();
  return {
    // Where the browser has no room, what is held is sent all the same.
    add: (part) => write((store) => store.put(part)).then(() => true, () => held.add(part)),
    async remove(part) {
      await held.remove(part);
      await write((store) => store.delete([part.take, part.number] satisfies Key as never));
    },
    async first() {
      return (await held.first()) ?? (await read((store) => store.get(IDBKeyRange.lowerBound([]))));
    },
    count: async () => (await held.count()) + (await read((store) => store.count())),
    async forget(token) {
      await held.forget(token);
      await write((store) => {
        store.openCursor().onsuccess = ({ target }) => {
          const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
          if ((cursor?.value as SoundPart | undefined)?.token === token) cursor!.delete();
          cursor?.continue();
        };
      });
    },
  };
}

function inMemory(): PartStore {
  let parts: SoundPart[] = [];
  return {
    async add(part) {
      if (parts.length < MOST_HELD) parts.push(part);
      return parts.includes(part);
    },
    async remove({ take, number }) {
      parts = parts.filter((part) => part.take !== take || part.number !== number);
    },
    first: async () => parts[0],
    count: async () => parts.length,
    async forget(token) {
      parts = parts.filter((part) => part.token !== token);
    },
  };
}
