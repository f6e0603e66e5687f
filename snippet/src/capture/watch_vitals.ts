import { record } from "../page";
import type { PageMeasured } from "../wire";
import { watchTimings } from "./watch_timings";

const FRAME_GAP_MS = 1_000;
const LONGEST_FRAME_MS = 5_000;

/**
 * Measures how the page itself performs.
 *
 * @returns Records `page.measured`, when there is something new to say.
 */
export function watchVitals(): () => void {
  const measured: { -readonly [K in keyof Omit<PageMeasured, "type" | "at_ms">]: number } = {};
  let burst = 0;
  let began = 0;
  let last = 0;
  let said = "{}";

  watchTimings({
    "largest-contentful-paint"({ startTime }) {
      measured.largest_paint_ms = Math.round(startTime);
    },
    event({ interactionId, duration }) {
      if (interactionId) measured.interaction_ms = Math.max(measured.interaction_ms ?? 0, Math.round(duration));
    },
    "layout-shift"({ hadRecentInput, startTime, value }) {
      if (hadRecentInput) return;
      if (startTime - last >= FRAME_GAP_MS || startTime - began >= LONGEST_FRAME_MS) {
        began = startTime;
        burst = 0;
      }
      last = startTime;
      burst += value;
      measured.layout_shift = Math.max(measured.layout_shift ?? 0, Math.round(burst * 10_000) / 10_000);
    },
  });

  return () => {
    const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    if (load?.loadEventEnd) measured.load_ms = Math.round(load.loadEventEnd);
    const says = JSON.stringify(measured);
    if (says !== said) record({ type: "page.measured", ...measured });
    said = says;
  };
}
