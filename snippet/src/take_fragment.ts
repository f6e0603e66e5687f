/** Takes our part out of the address's fragment and leaves the page's own part as it was; "" for none. */
export function takeFragment(): string {
  const { hash, pathname, search } = location;
  const [ours, given = ""] = /recorder=([\w-]+)&?/.exec(hash) ?? [];
  if (ours) history.replaceState(history.state, "", pathname + search + hash.replace(ours, "").replace(/[#&]$/, ""));
  return given;
}
