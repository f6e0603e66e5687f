/** Writes a whole address without query: its path, with the host where it is another; of what is no page its kind. */
export function pathOfUrl(address: string): string {
  const bare = address.replace(/^(?!http)([^:]*:).*|[?#].*/s, "$1");
  return (bare.startsWith(location.origin) ? bare.slice(location.origin.length) : bare).slice(0, 2_000);
}
