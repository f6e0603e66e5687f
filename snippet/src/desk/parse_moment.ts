/** Reads a moment as people type it, `75`, `1:15`, `01:15.5` or `1:01:15`, into milliseconds; null for anything else. */
export function parseMoment(text: string): number | null {
  const match = /^(?:(\d+):)?(?:(\d{1,4}):)?(\d{1,4}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (!match) return null;
  const parts = text.trim().replace(",", ".").split(":").map(Number);
  if (parts.slice(1).some((part) => part >= 60)) return null;
  return Math.round(parts.reduce((sum, part) => sum * 60 + part, 0) * 1000);
}
