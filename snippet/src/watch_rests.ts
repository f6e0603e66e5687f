import { ask } from "./ask";
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
  const busy = new Set<string>();

  const deliver = async (key: string, text: string): Promise<void> => {
    const { server, isLeft, clock, events, from, ...head } = JSON.parse(text) as Rest;
    if (busy.has(key) || !(isLeft || Date.now() - clock.wall_ms > SURELY_LEFT_MS)) return;
    busy.add(key);
    // Most of it arrived while the page closed, which nobody was there to hear.
    const body = JSON.stringify({ ...head, clock, from: from + events.length, events: [] });
    const [, { ack = -1 }] = await ask(`${server}/v1/ingest`, { method: "POST", body });
    const known = Math.max(from, (ack as number) + 1);
    const { origin_ms } = clock;
    const now = (): number => Math.max(0, Date.now() - origin_ms);
    const delivery = startDelivery(server, head, { origin_ms, now }, false, known, {
      set: () => undefined,
      // Its page may have come back and have written more.
      remove: () => storage.get(key) === text && storage.remove(key),
    });
    events.slice(known - from).forEach((event) => delivery.record(event));
    delivery.watch(({ unsent }) => {
      if (unsent) return;
      busy.delete(key);
      delivery.keep();
    });
    void delivery.flush();
  };

  const look = guard(() => {
    const keys = storage.keys(REST_PREFIX).filter((key) => key !== REST_PREFIX + own);
    for (const key of keys) deliver(key, storage.get(key)!).catch(() => undefined);
    if (!keys.length) none?.();
  });
  setTimeout(look, FIRST_LOOK_MS);
  setInterval(look, LOOK_MS);
}
