const URL_TAIL = /(\w+:\/\/[^\s"'()?#]*)[?#][^\s"'()]*?(?=(?::\d+)*(?:[\s"'()]|$))/g;
const EMAIL = /[^\s@<>"'(),;:/]+@[^\s@<>"'(),;:/]+\.[^\s@<>"'(),;:/]+/g;
const DOUBLE_QUOTED = /"[^"\n]*"?/g;
const SINGLE_QUOTED = /'(?![\w$.-]{1,40}')[^'\n]*'/g;
const TOKEN = /(?=[\w-]*\d)[A-Za-z][\w-]{23,}/g;
const DIGITS = /(:\d+:\d+\b)|\d{4,}/g;

/**
 * Takes out of an error's message or stack what a person may have typed.
 *
 * Queries and fragments of addresses, e-mails, quoted words, long tokens and digit runs go;
 * places (`:line:column`) and names in single quotes (`reading 'price'`) stay.
 */
export function scrub(text: string, most: number): string {
  return text
    .slice(0, most * 2)
    .replace(URL_TAIL, "$1")
    .replace(EMAIL, "@")
    .replace(DOUBLE_QUOTED, '"…"')
    .replace(SINGLE_QUOTED, "'…'")
    .replace(TOKEN, "…")
    .replace(DIGITS, (_run, place: string | undefined) => place ?? "#")
    .slice(0, most);
}
