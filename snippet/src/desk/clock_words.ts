/** Writes a length of time as `m:ss`, or `h:mm:ss` from an hour on. */
export function clockWords(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const two = (number: number): string => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
