import type { ClockSample } from "./server_clock";

/** The page itself is a first sample of the server's time: it was written while it was loaded; null where the browser cannot tell. */
export function pageSample(server_ms: number): ClockSample | null {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return page && server_ms ? { asked_ms: page.requestStart, server_ms, answered_ms: page.responseStart } : null;
}
