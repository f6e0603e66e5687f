/** Small texts that outlive a page, or at least live as long as it. */
export interface TextStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): unknown;
  /** Keys that begin so. */
  keys(prefix: string): string[];
}

/**
 * A store of the browser; memory where the browser forbids it or has no room.
 *
 * @param prefix - Comes before every key in the browser.
 */
export function storeOf(open: () => Storage, prefix = ""): TextStore {
  const memory: Record<string, string> = {};
  let store: Storage | undefined;
  try {
    store = open();
  } catch {
    // Forbidden: what is set lives as long as this page.
  }
  return {
    get: (key) => store?.getItem(prefix + key) ?? memory[prefix + key] ?? null,
    set(key, value) {
      try {
        store!.setItem(prefix + key, value);
      } catch {
        memory[prefix + key] = value;
      }
    },
    remove(key) {
      delete memory[prefix + key];
      store?.removeItem(prefix + key);
    },
    keys: (begin) =>
      Object.keys(store ?? memory).filter((key) => key.startsWith(prefix + begin)).map((key) => key.slice(prefix.length)),
  };
}

/** What all pages of this origin share. */
export const storage = storeOf(() => localStorage);

/** What only this tab knows. */
export const tabStorage = storeOf(() => sessionStorage);
