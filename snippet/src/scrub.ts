const TAIL = /[?#][^\s"'()]*?(?=(:\d+)*([\s"'()]|$))/g;
const PRIVATE =
  /(:\d+:\d+\b)|"[^"\n]*"?|'(?![\w$.-]{1,40}')[^'\n]*'|[^\s@/]+@[^\s@/:]+\.[^\s@/:]+|(?=[\w-]*\d)[A-Za-z][\w-]{23,}|\d{4,}/g;

/**
 * Takes out of an error's message or stack what a person may have typed.
 *
 * Queries and fragments of addresses, e-mails, quoted words, long tokens and digit runs go;
 * places (`:line:column`) and names in single quotes (`reading 'price'`) stay.
 */
export function scrub(text: unknown, most: number): string {
  const bare = String(text).slice(0, most * 2).replace(TAIL, "");
  return bare.replace(PRIVATE, (_run, place: string | undefined) => place ?? "…").slice(0, most);
}
