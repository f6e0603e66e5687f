import type { Store } from "../core";

/** Finds out whether this tab leads: of a session's tabs that one which came into view last does, and only that. */
export function lead(store: Store): () => boolean {
  const me = `${Math.random()}`;
  const isLeading = () => store.get("lead") === me;
  const take = () => {
    if (!document.hidden) store.set("lead", me);
  };
  // The focus finds a tab whose leader has crashed, and told nobody.
  for (const type of ["visibilitychange", "pageshow", "focus"]) addEventListener(type, take);
  addEventListener("pagehide", () => isLeading() && store.remove("lead"));
  take();
  return () => {
    if (!store.get("lead")) take();
    return isLeading();
  };
}
