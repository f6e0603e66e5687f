/** What a note's text says beside its words. */
export interface NoteMarks {
  /** Without the hash, as written, each once. */
  readonly tags: readonly string[];
  /** Without the at, as written, each once. */
  readonly names: readonly string[];
  /** 0 for none, else 1 to 3: the number of exclamation marks that stand alone. */
  readonly severity: number;
}

const TAG = /(?<![\p{L}\p{N}_&/#])#([\p{L}\p{N}_][\p{L}\p{N}_-]*)/gu;
const NAME = /(?<![\p{L}\p{N}_.])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?)/gu;
const SEVERITY = /(?<!\S)(!{1,3})(?!\S)/g;

/** Reads `#tag`, `@name` and `!`, `!!` or `!!!` from a note; the text itself stays as it is. */
export function noteMarks(text: string): NoteMarks {
  return {
    tags: each(text, TAG),
    names: each(text, NAME),
    severity: Math.max(0, ...each(text, SEVERITY).map((marks) => marks.length)),
  };
}

function each(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, found = ""]) => found))];
}
