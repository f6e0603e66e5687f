/** The place of the last thing at or before a moment in a list in time order; -1 for none. */
export function lastIndex(list: readonly { readonly at_ms: number }[], at_ms: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as { at_ms: number }).at_ms <= at_ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
