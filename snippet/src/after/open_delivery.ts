import { adoptRests } from "../adopt_rests";
import { pageClock } from "../clock";
import { Delivery } from "../delivery";
import { deliverRest } from "../deliver_rest";
import { drawEpoch } from "../epoch";
import { holdLock } from "../hold_lock";
import { openShelf } from "../open_shelf";
import { post } from "../post";
import { Shelf } from "../shelf";

/** Begins an epoch of this page's own, and delivers what pages before it left here. */
export function openDelivery(server: string, token: string): Delivery {
  const epoch = drawEpoch();
  const head = { epoch, prev: null, token, server };
  const delivery = new Delivery({
    ...head,
    clock: pageClock,
    shelf: new Shelf({ ...head, origin_ms: pageClock.origin_ms }),
    post: (body, isKeptAlive) => post(`${server}/v1/ingest`, body, isKeptAlive),
  });
  const letGo = holdLock(epoch);
  addEventListener("pagehide", () => {
    delivery.record({ type: "epoch.ended", at_ms: pageClock.now(), last_seq: delivery.nextSeq });
    delivery.leave();
    letGo();
  });
  // The epoch has ended: a page that comes back begins another.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) delivery.leave();
    else delivery.wake();
  });
  addEventListener("online", () => delivery.wake());
  openShelf().then((db) => adoptRests(db, epoch, null, deliverRest)).catch(() => undefined);
  return delivery;
}
