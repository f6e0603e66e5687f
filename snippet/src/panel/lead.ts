import type { Store } from "../core";

/** Lets the tab of a session that came into view last lead, and only that one. */
export function lead(store: Store, signal: AbortSignal, told: (isLeading: boolean) => void): void {
  const me = `${Math.random()}`;
  let isLeading = false;
  const tell = (isNow: boolean) => {
    if (isNow !== isLeading) told((isLeading = isNow));
  };
  const take = () => {
    if (document.hidden || isLeading) return;
    store.set("lead", me);
    tell(true);
  };
  const leave = () => {
    if (isLeading) store.remove("lead");
    tell(false);
  };
  const look = () => {
    const leader = store.get("lead");
    if (leader) tell(leader === me);
    else take();
  };
  // The focus finds a tab whose leader has crashed, and told nobody.
  for (const type of ["visibilitychange", "pageshow", "focus"]) addEventListener(type, take, { capture: true, signal });
  addEventListener("storage", look, { signal });
  addEventListener("pagehide", leave, { signal });
  signal.addEventListener("abort", leave);
  take();
}
