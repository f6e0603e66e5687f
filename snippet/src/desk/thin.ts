/**
 * Leaves at most one of the marks that would be drawn on top of each other.
 *
 * @param steps - How many places the drawing tells apart.
 */
export function thin<Mark extends { readonly at_ms: number }>(marks: readonly Mark[], end_ms: number, steps = 800): Mark[] {
  const taken = new Set<number>();
  return marks.filter(({ at_ms }) => {
    const place = Math.round((at_ms / Math.max(1, end_ms)) * steps);
    return taken.has(place) ? false : taken.add(place);
  });
}
