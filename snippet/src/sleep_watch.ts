const NOTABLE_MS = 1_000;

const apart = (): number => Date.now() - performance.now();

/**
 * Answers how to find out by how much wall clock and page clock parted since last asked.
 *
 * `performance.now()` stands still on most systems while the machine sleeps; a task time
 * with a sleep in it has to be known as such.
 *
 * @returns A function that answers the milliseconds, 0 when they agree within a second.
 */
export function watchSleep(): () => number {
  let agreed = apart();
  return () => {
    const by = Math.round(apart() - agreed);
    if (Math.abs(by) <= NOTABLE_MS) return 0;
    agreed += by;
    return by;
  };
}
