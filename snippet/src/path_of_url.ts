/** Writes a link or source: its path, with the host where it is another; never a query. */
export function pathOfUrl(address: string): string {
  let url: URL;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    return "";
  }
  if (!/^https?:$/.test(url.protocol)) return url.protocol;
  return ((url.origin === location.origin ? "" : url.origin) + url.pathname).slice(0, 2_000);
}
