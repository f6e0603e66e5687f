import type { Rest } from "./rest";
import { REST_PREFIX } from "./rest_prefix";
import { resultOf } from "./result_of";

/** Lists what page loads left behind, from both stores. */
export async function listRests(db: IDBDatabase | null): Promise<Rest[]> {
  const rests = new Map<string, Rest>();
  if (db) {
    const stores = db.transaction(["epochs", "events"]);
    const [heads, keys, lines] = await Promise.all([
      resultOf(stores.objectStore("epochs").getAll() as IDBRequest<Rest[]>),
      resultOf(stores.objectStore("events").getAllKeys()),
      resultOf(stores.objectStore("events").getAll() as IDBRequest<string[]>),
    ]);
    for (const head of heads) rests.set(head.epoch, { ...head, lines: {} });
    keys.forEach((key, index) => {
      const [epoch, seq] = key as [string, number];
      const rest = rests.get(epoch);
      if (rest) (rest.lines as Record<number, string>)[seq] = lines[index]!;
    });
  }
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(REST_PREFIX))) {
      const rest = JSON.parse(localStorage.getItem(key)!) as Rest;
      const lines = { ...rests.get(rest.epoch)?.lines, ...rest.lines };
      rests.set(rest.epoch, { ...rest, lines });
    }
  } catch {
    // Forbidden, or not ours: nothing to find there.
  }
  return [...rests.values()];
}
