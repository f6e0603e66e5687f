import { guard } from "../guard";

/** What the browser measured; which fields there are depends on the type. */
export interface Timing extends PerformanceResourceTiming {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly interactionId: number;
}

/** Calls with what the browser measures, past and to come, by its type. */
export function watchTimings(see: Readonly<Record<string, (timing: Timing) => void>>): void {
  const observer = new PerformanceObserver(
    guard((list: PerformanceObserverEntryList) => {
      for (const timing of list.getEntries() as Timing[]) see[timing.entryType]!(timing);
    }),
  );
  for (const type of PerformanceObserver.supportedEntryTypes) {
    if (see[type]) observer.observe({ type, buffered: true, durationThreshold: 40 } as PerformanceObserverInit);
  }
}
