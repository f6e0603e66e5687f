import type { Store } from "../core";

/** Tells whether this tab leads: of a session's tabs that one which came into view last does, and only that. */
export function lead(store: Store, told: (isLeading: boolean) => void): void {
  const me = `${Math.random()}`;
  const take = () => {
    if (document.hidden) return;
    store.set("lead", me);
    told(true);
  };
  const look = () => {
    const leader = store.get("lead");
    if (leader) told(leader === me);
    else take();
  };
  // The focus finds a tab whose leader has crashed, and told nobody.
  for (const type of ["visibilitychange", "pageshow", "focus"]) addEventListener(type, take);
  addEventListener("storage", look);
  addEventListener("pagehide", () => {
    if (store.get("lead") === me) store.remove("lead");
    told(false);
  });
  take();
}
