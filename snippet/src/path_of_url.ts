/** Writes a whole address without login, query and fragment: its path, with the host where it is another; of what is no page its kind. */
export function pathOfUrl(address: string): string {
  const bare = address.replace(/^(?!http)([^:]*:).*|[?#].*/s, "$1").replace(/\/\/[^/]*@/, "//");
  const { origin } = location;
  return (bare.startsWith(`${origin}/`) ? bare.slice(origin.length) : bare).slice(0, 2_000);
}
