/** Boils words down to 32 bits, so that two rows can be told apart but not read. */
export function hashOf(text: string): string {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + letter.codePointAt(0)!) | 0;
  return `#${(hash >>> 0).toString(36)}`;
}
