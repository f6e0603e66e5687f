/** What a page's clocks say when a batch is sent. */
export interface ClockReading {
  readonly origin_ms: number;
  readonly now_ms: number;
  readonly wall_ms: number;
  readonly rtt_ms?: number;
}

/** The clock of one page load, or of one that is gone. */
export interface PageClock {
  /** Its time origin on the wall clock. */
  readonly origin_ms: number;
  /** Milliseconds since the time origin. */
  now(): number;
}

/** The clock of this page: never steps while the page lives. */
export const pageClock: PageClock = {
  origin_ms: performance.timeOrigin,
  now: () => Math.round(performance.now() * 10) / 10,
};

/** The clock of a page that is gone, as well as the wall clock can tell. */
export function goneClock(origin_ms: number): PageClock {
  return { origin_ms, now: () => Math.max(0, Date.now() - origin_ms) };
}
