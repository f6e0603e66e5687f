/**
 * Makes words of the page fit to be kept: e-mails and digit runs replaced, cut to a length.
 *
 * A run is four digits or more, also when grouped, as in card and telephone numbers.
 */
export function mask(text: string, most: number): string {
  const clean = text.replace(/\S+@\S+/g, "@").replace(/\d([ .\-/]?\d){3,}/g, "#").replace(/\s+/g, " ");
  return [...clean.trim()].slice(0, most).join("");
}
