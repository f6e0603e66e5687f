/** Writes a link or source: its path, with the host where it is another; never a query. */
export function pathOfUrl(address: string): string {
  try {
    const { protocol, origin, pathname } = new URL(address, document.baseURI);
    if (!/^https?:$/.test(protocol)) return protocol;
    return ((origin === location.origin ? "" : origin) + pathname).slice(0, 2_000);
  } catch {
    return "";
  }
}
