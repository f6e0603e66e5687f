import { guard } from "../guard";
import type { Page } from "../page";

const FRAME_GAP_MS = 1_000;
const LONGEST_FRAME_MS = 5_000;

interface Timing extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly interactionId: number;
}

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

  const watch = (type: string, see: (entry: Timing) => void): void => {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
    const observer = new PerformanceObserver(
      guard((list: PerformanceObserverEntryList) => (list.getEntries() as Timing[]).forEach(see)),
    );
    observer.observe({ type, buffered: true, durationThreshold: 40 } as PerformanceObserverInit);
    page.onStop(() => observer.disconnect());
  };
  watch("largest-contentful-paint", (entry) => (paint = Math.round(entry.startTime)));
  watch("event", (entry) => {
    if (entry.interactionId) slowest = Math.max(slowest ?? 0, Math.round(entry.duration));
  });
  watch("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    const isSameBurst = entry.startTime - last < FRAME_GAP_MS && entry.startTime - began < LONGEST_FRAME_MS;
    if (!isSameBurst) began = entry.startTime;
    burst = isSameBurst ? burst + entry.value : entry.value;
    last = entry.startTime;
    shift = Math.max(shift ?? 0, Math.round(burst * 10_000) / 10_000);
  });

  return () => {
    const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const measured = {
      type: "page.measured" as const,
      largest_paint_ms: paint,
      layout_shift: shift,
      interaction_ms: slowest,
      load_ms: load?.loadEventEnd ? Math.round(load.loadEventEnd) : null,
    };
    const says = JSON.stringify(measured);
    if (says !== said && (paint ?? measured.load_ms) !== null) page.record(measured);
    said = says;
  };
}
