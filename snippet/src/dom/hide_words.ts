/** Puts an x in the place of every sign: the length stays, and where the spaces are. */
export const hideWords = (words: string): string => words.replace(/\S/gu, "x");

/** Hides e-mail addresses and runs of digits, as in all words of a page that are taken. */
export const hideMarks = (words: string): string =>
  words.replace(/\S+@\S+/g, hideWords).replace(/\d(?:[ .\-/]?\d){3,}/g, hideWords);
