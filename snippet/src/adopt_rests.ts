import type { Delivery } from "./delivery";
import { listRests } from "./list_rests";
import type { Rest } from "./rest";

const SURELY_LEFT_MS = 5_000;

const adopted = new Set<string>();

/**
 * Delivers what earlier page loads of this origin left behind, and of tabs that are gone.
 *
 * A page that lives holds the lock with its epoch's name. Where there are no locks (pages
 * without https) a rest counts as left behind when nobody wrote to it for five seconds, and
 * sending what another tab sends too is harmless: the server keeps the first.
 *
 * @param own - Epoch of this page.
 * @param prev - Epoch of the page before it in this tab, which is gone for certain.
 * @param deliver - Begins to deliver one rest.
 * @returns The deliveries begun.
 */
export async function adoptRests(
  db: IDBDatabase | null, own: string, prev: string | null, deliver: (rest: Rest) => Delivery,
): Promise<Delivery[]> {
  const begun: Delivery[] = [];
  for (const rest of await listRests(db)) {
    if (rest.epoch === own || adopted.has(rest.epoch)) continue;
    const isLeft = rest.epoch === prev || Date.now() - rest.written_ms > SURELY_LEFT_MS;
    const begin = (): Promise<void> => {
      adopted.add(rest.epoch);
      const delivery = deliver(rest);
      begun.push(delivery);
      return untilOver(delivery);
    };
    if (navigator.locks) await claim(rest.epoch, begin);
    else if (isLeft) void begin();
  }
  return begun;
}

/** Resolves when it is known whether the lock was free; it is held until the work is over. */
function claim(epoch: string, begin: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    navigator.locks
      .request(`recorder:${epoch}`, { ifAvailable: true }, (lock) => {
        const work = lock ? begin() : undefined;
        resolve();
        return work;
      })
      .catch(() => resolve());
  });
}

function untilOver(delivery: Delivery): Promise<void> {
  return new Promise((resolve) => {
    delivery.watch(({ state, unsent }) => {
      if (state === "stopped" || unsent === 0) resolve();
    });
    // A page with a lock that others wait for is not kept for the way back.
    addEventListener("pagehide", () => resolve(), { once: true });
  });
}
