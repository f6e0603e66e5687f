import type { Store } from "../core";

const TICK_MS = 1_000;
/** More than a page load takes is time away, not time on the task. */
const LONGEST_GAP_MS = 10_000;

/** Tells about every second how much time passed, across page loads too. */
export function watchTime(store: Store, isWanted: () => boolean, passed: (ms: number) => void): () => void {
  let seen = Number(store.get("seen") ?? 0);
  const tick = () => {
    if (!isWanted()) {
      seen = 0;
      return;
    }
    const now = Date.now();
    if (seen) passed(Math.max(0, Math.min(now - seen, LONGEST_GAP_MS)));
    seen = now;
    store.set("seen", String(now));
  };
  const timer = setInterval(tick, TICK_MS);
  return () => clearInterval(timer);
}
