/**
 * Asks an address of our own.
 *
 * A prototype's scripts share the origin and the cookie of whoever looks at it; the page's token tells ours from them.
 */
export function askPage(address: string, method: "GET" | "POST" = "GET"): Promise<Response> {
  const token = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content ?? "";
  return fetch(address, { method, headers: { "X-CSRFToken": token } });
}
