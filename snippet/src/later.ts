import { guard } from "./guard";
import { listen } from "./page";

/** Answers a function after whose first call, a little later, the act is done once: at the latest when the page goes. */
export function later(wait_ms: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = guard(() => {
    if (timer) act();
    timer = undefined;
  });
  listen(window, "pagehide", run);
  return () => void (timer ??= setTimeout(run, wait_ms));
}
