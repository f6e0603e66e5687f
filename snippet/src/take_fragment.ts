const OURS = "recorder=";

/** Takes our part out of the address's fragment and leaves the page's own part as it was; "" for none. */
export function takeFragment(): string {
  const parts = location.hash.slice(1).split("&");
  const ours = parts.find((part) => part.startsWith(OURS));
  if (!ours) return "";
  const own = parts.filter((part) => part !== ours).join("&");
  history.replaceState(history.state, "", location.pathname + location.search + (own && `#${own}`));
  return ours.slice(OURS.length);
}
