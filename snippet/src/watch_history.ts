import { guard } from "./guard";

/**
 * Tells when the page changes its address without a page load.
 *
 * The page's own calls go through untouched: same arguments, same answer, same faults.
 */
export function watchHistory(changed: () => void): void {
  const told = guard(changed);
  for (const name of ["pushState", "replaceState"] as const) {
    history[name] = new Proxy(history[name], {
      apply(...call) {
        Reflect.apply(...call);
        told();
      },
    });
  }
}
