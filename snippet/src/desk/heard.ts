/** What one of a room's elements tells by an event. */
export function heard<Detail>(take: (detail: Detail, event: Event) => void): (event: Event) => void {
  return (event) => take((event as CustomEvent<Detail>).detail, event);
}
