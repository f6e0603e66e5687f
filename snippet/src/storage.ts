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
  const attempt = <T>(use: (store: Storage) => T): T | null => {
    try {
      return use(open());
    } catch {
      return null;
    }
  };
  return {
    get: (key) => attempt((store) => store.getItem(prefix + key)),
    set: (key, value) => attempt((store) => store.setItem(prefix + key, value)) as void,
    remove: (key) => attempt((store) => store.removeItem(prefix + key)) as void,
    keys: (begin) => attempt((store) => Object.keys(store).filter((key) => key.startsWith(begin))) ?? [],
  };
}

/** What all pages of this origin share. */
export const storage = storeOf(() => localStorage);

/** What only this tab knows. */
export const tabStorage = storeOf(() => sessionStorage);
