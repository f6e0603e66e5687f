const memory = new Map<string, string>();

function tryStore<T>(act: (store: Storage) => T, otherwise: T): T {
  try {
    return act(localStorage);
  } catch {
    return otherwise;
  }
}

/** localStorage where the browser allows it, memory where it does not. */
export const storage = {
  get: (key: string): string | null => tryStore((store) => store.getItem(key), null) ?? memory.get(key) ?? null,
  set: (key: string, value: string): void => {
    memory.set(key, value);
    tryStore((store) => store.setItem(key, value), undefined);
  },
  remove: (key: string): void => {
    memory.delete(key);
    tryStore((store) => store.removeItem(key), undefined);
  },
  /** Removes every key that begins so. */
  clear: (prefix: string): void => {
    for (const key of [...memory.keys(), ...tryStore((store) => Object.keys(store), [])]) {
      if (key.startsWith(prefix)) storage.remove(key);
    }
  },
};
