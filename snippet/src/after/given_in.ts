/** What the controls within `place` say: what was typed, or all that is chosen. */
export function givenIn(place: Element): string[] {
  const controls = place.querySelectorAll<HTMLInputElement>("input:not([type=radio],[type=checkbox]),textarea,:checked");
  return [...controls].map(({ value }) => value);
}
