/** The address of a moment of the session on this page; loading it comes back to what is shown there. */
export function momentLink(at_ms: number, { origin, pathname }: Pick<Location, "origin" | "pathname"> = location): string {
  return `${origin}${pathname}?t=${Math.ceil(at_ms) / 1000}`;
}
