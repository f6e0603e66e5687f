import type { german } from "./german";

/** An English text of the panel, which stands for itself in every language. */
export type Text = keyof typeof german;
/** Puts a text into the participant's language; what is none of ours stays what it is. */
export type Say = <Part extends Text | Node>(part: Part) => Part | string;

const GERMAN: string = "./panel-german.js";

/** Finds how to say things in a language, and which one that is: English where there is no other. */
export async function findWords(language: string): Promise<readonly [Say, string]> {
  try {
    if (/^de\b/i.test(language)) {
      const { german } = await import(GERMAN);
      return [(part) => german[part] ?? part, "de"];
    }
  } catch {
    // It did not arrive; the test goes on without it.
  }
  return [(part) => part, "en"];
}
