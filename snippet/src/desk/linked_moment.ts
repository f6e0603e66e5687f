/** The moment that an address names by `t`, in ms; null when it names none. */
export function linkedMoment(search: string): number | null {
  const wanted_s = Number.parseFloat(new URLSearchParams(search).get("t") ?? "");
  return Number.isFinite(wanted_s) ? wanted_s * 1000 : null;
}
