/**
 * Writes an address as the study may know it: a path below the root, and what is allowed.
 *
 * Query parameters are kept only when the study names them; the fragment only when it names
 * `#`, for prototypes that keep their views there.
 *
 * @param root - Path of the prototype with a slash at its end.
 */
export function addressOf({ pathname, searchParams, hash }: URL, root: string, allowed: readonly string[]): string {
  const path = pathname.startsWith(root) ? pathname.slice(root.length - 1) : pathname;
  const query = String(new URLSearchParams([...searchParams].filter(([name]) => allowed.includes(name))));
  return (path + (query && `?${query}`) + (allowed.includes("#") ? hash : "")).slice(0, 2_000);
}
