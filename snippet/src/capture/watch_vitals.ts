import type { Page } from "../page";
import { watchTimings } from "./watch_timings";

const FRAME_GAP_MS = 1_000;
const LONGEST_FRAME_MS = 5_000;

/**
 * Measures how the page itself performs.
 *
 * @returns Records `page.measured`, when there is something new to say.
 */
export function watchVitals(page: Page): () => void {
  let paint: number | null = null;
  let shift: number | null = null;
  let slowest: number | null = null;
  let burst = 0;
  let began = 0;
  let last = 0;
  let said = "";

  watchTimings(page, {
    "largest-contentful-paint": ({ startTime }) => (paint = Math.round(startTime)),
    event({ interactionId, duration }) {
      if (interactionId) slowest = Math.max(slowest ?? 0, Math.round(duration));
    },
    "layout-shift"({ hadRecentInput, startTime, value }) {
      if (hadRecentInput) return;
      if (startTime - last >= FRAME_GAP_MS || startTime - began >= LONGEST_FRAME_MS) {
        began = startTime;
        burst = 0;
      }
      last = startTime;
      burst += value;
      shift = Math.max(shift ?? 0, Math.round(burst * 10_000) / 10_000);
    },
  });

  return () => {
    const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const load_ms = load?.loadEventEnd ? Math.round(load.loadEventEnd) : null;
    const measured = { largest_paint_ms: paint, layout_shift: shift, interaction_ms: slowest, load_ms };
    const says = JSON.stringify(measured);
    if (says !== said && (paint ?? load_ms) !== null) page.record({ type: "page.measured", ...measured });
    said = says;
  };
}
