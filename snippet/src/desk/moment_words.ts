/** Writes a place in a session as `mm:ss.s`. */
export function momentWords(ms: number): string {
  const tenths = Math.round(Math.max(ms, 0) / 100);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${two(Math.floor(tenths / 600))}:${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
}
