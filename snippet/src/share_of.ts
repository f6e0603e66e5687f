/** Writes a part as a share of the whole, 0 to 1; a half where there is nothing to be a part of. */
export function shareOf(part: number, whole: number): number {
  return whole ? Math.min(1, Math.max(0, Math.round((part / whole) * 10_000) / 10_000)) : 0.5;
}
