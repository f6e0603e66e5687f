/** The clock of this page: never steps while the page lives. */
export const pageClock = {
  /** Its time origin on the wall clock. */
  origin_ms: performance.timeOrigin,
  /** Milliseconds since the time origin. */
  now: (): number => Math.round(performance.now() * 10) / 10,
};
