/**
 * Writes an address as the study may know it: a path below the root, and what is allowed.
 *
 * Query parameters are kept only when the study names them; the fragment only when it names
 * `#`, for prototypes that keep their views there.
 *
 * @param url - Is used up.
 * @param root - Path of the prototype with a slash at its end.
 */
export function addressOf(url: URL, root: string, allowed: readonly string[]): string {
  const { pathname, searchParams, hash } = url;
  for (const name of [...searchParams.keys()]) if (!allowed.includes(name)) searchParams.delete(name);
  const path = pathname.startsWith(root) ? pathname.slice(root.length - 1) : pathname;
  return (path + url.search + (allowed.includes("#") ? hash : "")).slice(0, 2_000);
}
