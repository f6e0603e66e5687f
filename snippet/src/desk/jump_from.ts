/** Jumping back from just behind a point goes to the one before it, as with songs. */
const SLACK_MS = 700;

/**
 * The next point after a moment, or the last one before it.
 *
 * @param isPlaying - While it plays, a point that has just been passed is not gone back to.
 * @returns Null when there is none on that side.
 */
export function jumpFrom(points: readonly number[], at_ms: number, way: -1 | 1, isPlaying = false): number | null {
  if (way > 0) return points.find((point) => point > at_ms + 0.5) ?? null;
  return points.findLast((point) => point < at_ms - (isPlaying ? SLACK_MS : 0.5)) ?? null;
}
