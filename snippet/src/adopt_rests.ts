import { goneClock } from "./clock";
import { Delivery } from "./delivery";
import { Outbox } from "./outbox";
import { post } from "./post";
import type { Rest } from "./rest";
import { Shelf } from "./shelf";

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
 * @returns The deliveries begun.
 */
export async function adoptRests(own: string, prev: string | null): Promise<Delivery[]> {
  const begun: Delivery[] = [];
  for (const rest of await Shelf.list()) {
    if (rest.epoch === own || adopted.has(rest.epoch)) continue;
    const isLeft = rest.epoch === prev || Date.now() - rest.written_ms > SURELY_LEFT_MS;
    const begin = (): Promise<void> => {
      adopted.add(rest.epoch);
      const delivery = deliverRest(rest);
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

function deliverRest(rest: Rest): Delivery {
  const { epoch, prev, token, server, lines } = rest;
  const seqs = Object.keys(lines).map(Number).sort((a, b) => a - b);
  const outbox = new Outbox(seqs[0] ?? 0);
  for (let seq = seqs[0] ?? 0; seq <= (seqs.at(-1) ?? -1); seq += 1) {
    outbox.putLine(lines[seq] ?? '{"type":"event.dropped","at_ms":0,"why":"no_room"}', "rest");
  }
  const shelf = Shelf.of(rest);
  if (seqs.length === 0) shelf.forget(Number.MAX_SAFE_INTEGER, true);
  const letter = {
    token, epoch, prev, shelf, clock: goneClock(rest.origin_ms),
    post: (body: string, isKeptAlive: boolean) => post(`${server}/v1/ingest`, body, isKeptAlive),
  };
  const delivery = new Delivery(letter, outbox);
  void delivery.flush();
  return delivery;
}
