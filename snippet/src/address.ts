/**
 * Writes an address as the study may know it: a path below the root, and what is allowed.
 *
 * Query parameters are kept only when the study names them; the fragment only when it names
 * `#`, for prototypes that keep their views there.
 *
 * @param root - Path of the prototype with a slash at its end.
 */
export function addressOf(url: URL, root: string, allowed: readonly string[]): string {
  const isBelow = url.pathname.startsWith(root);
  const path = isBelow ? `/${url.pathname.slice(root.length)}` : url.pathname;
  const kept = [...url.searchParams].filter(([name]) => allowed.includes(name));
  const query = kept.length ? `?${new URLSearchParams(kept).toString()}` : "";
  return (path + query + (allowed.includes("#") ? url.hash : "")).slice(0, 2_000);
}
