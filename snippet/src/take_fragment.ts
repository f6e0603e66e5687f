const OURS = /(^#|&)recorder=([\w-]+)/;

/** Takes our part out of the address's fragment and leaves the page's own part as it was. */
export function takeFragment(): string | null {
  const found = OURS.exec(location.hash);
  if (!found) return null;
  const rest = location.hash.replace(OURS, (_all, before: string) => (before === "#" ? "#" : ""));
  const own = rest.replace(/^#&/, "#");
  history.replaceState(history.state, "", location.pathname + location.search + (own === "#" ? "" : own));
  return found[2]!;
}
