let hasSpoken = false;

/** Writes one line to the console; a page hears from the recorder at most once. */
export function say(words: string): void {
  if (!hasSpoken) console.warn(`recorder: ${words}`);
  hasSpoken = true;
}
