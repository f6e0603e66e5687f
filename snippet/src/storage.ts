/** Small texts that outlive a page; nothing is kept where the browser forbids it or has no room. */
export interface TextStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** All keys that begin so. */
  keys(begin: string): string[];
}

/**
 * A store of the browser.
 *
 * @param open - Gets it, which some browsers' settings answer with a fault.
 * @param prefix - Comes before every key that is got, set or removed.
 */
export function storeOf(open: () => Storage, prefix = ""): TextStore {
  const by = (act: "getItem" | "setItem" | "removeItem") => (key: string, value = ""): never => {
    try {
      return open()[act](prefix + key, value) as never;
    } catch {
      return null as never;
    }
  };
  return {
    get: by("getItem"),
    set: by("setItem"),
    remove: by("removeItem"),
    keys(begin) {
      try {
        return Object.keys(open()).filter((key) => key.startsWith(begin));
      } catch {
        return [];
      }
    },
  };
}

/** What all pages of this origin share. */
export const storage = storeOf(() => localStorage);

/** What only this tab knows. */
export const tabStorage = storeOf(() => sessionStorage);
