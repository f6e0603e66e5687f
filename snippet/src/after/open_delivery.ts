import { pageClock } from "../clock";
import { type Delivery, startDelivery } from "../delivery";
import { drawEpoch } from "../epoch";
import { watchRests } from "../watch_rests";

/** Begins an epoch of this page's own, and delivers what pages before it left here. */
export function openDelivery(server: string, token: string): Delivery {
  const epoch = drawEpoch();
  const delivery = startDelivery(server, { v: 1, token, epoch, prev: null }, pageClock);
  addEventListener("pagehide", () => delivery.leave(true));
  // The epoch has ended: a page that comes back begins another.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) delivery.leave();
    else delivery.wake();
  });
  addEventListener("online", delivery.wake);
  watchRests(epoch);
  return delivery;
}
