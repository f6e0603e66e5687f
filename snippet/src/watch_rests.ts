import { type Letterhead, REST_PREFIX, startDelivery } from "./delivery";
import { guard } from "./guard";
import { storage } from "./storage";
import type { PageEvent } from "./wire";

const FIRST_LOOK_MS = 300;
const LOOK_MS = 3_000;
const SURELY_LEFT_MS = 5_000;

/** What a page load keeps: a batch, and where it goes. */
interface Rest extends Letterhead {
  readonly server: string;
  readonly isLeft: boolean;
  readonly from: number;
  readonly clock: { readonly origin_ms: number; readonly wall_ms: number };
  readonly events: readonly PageEvent[];
}

/**
 * Delivers what other page loads of this origin left behind, looking again from time to time.
 *
 * A page says when it is left. One that crashed could not: it counts as left when it has
 * written nothing for five seconds. Should it live all the same, both send the same, and the
 * server keeps the first.
 *
 * @param own - Epoch of this page.
 * @param none - Told when a look finds nothing.
 */
export function watchRests(own: string, none?: () => void): void {
  /** Those that are delivered now, by this page or here. */
  const busy = new Set([REST_PREFIX + own]);

  const deliver = guard((key: string, text: string): void => {
    const { server, isLeft, clock, events, from, ...head } = JSON.parse(text) as Rest;
    if (busy.has(key) || !(isLeft || Date.now() - clock.wall_ms > SURELY_LEFT_MS)) return;
    busy.add(key);
    const { origin_ms } = clock;
    const now = (): number => Math.max(0, Date.now() - origin_ms);
    const delivery = startDelivery(server, head, { origin_ms, now }, false, from, (left) => {
      if (left) return;
      busy.delete(key);
      // Its page may have come back and have written more.
      if (storage.get(key) === text) storage.remove(key);
    });
    events.forEach((event) => delivery.record(event));
    // Most of it arrived while the page closed, which nobody was there to hear.
    delivery.probe();
  });

  const look = guard(() => {
    const keys = storage.keys(REST_PREFIX);
    for (const key of keys) deliver(key, storage.get(key)!);
    if (!keys.length) none?.();
  });
  setTimeout(look, FIRST_LOOK_MS);
  setInterval(look, LOOK_MS);
}
