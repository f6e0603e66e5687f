import type { Rules } from "./rules";

const PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|avif)[;,]/i;

/**
 * Writes an address as the study may know it; "" when it may not.
 *
 * Login, fragment and query go, but for the parameters that the study names. What is no place
 * on a server (`javascript:`, `blob:`, a document in a `data:` address) goes as a whole; a picture
 * in it stays where the study allows all text.
 */
export function scrubAddress(address: string, { text, query }: Rules): string {
  let url: URL;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    return "";
  }
  if (!/^https?:$/.test(url.protocol)) return text === "all" && PICTURE.test(address) ? address : "";
  for (const name of [...url.searchParams.keys()]) if (!query.includes(name)) url.searchParams.delete(name);
  return url.origin + url.pathname + url.search + (query.includes("#") ? url.hash : "");
}
