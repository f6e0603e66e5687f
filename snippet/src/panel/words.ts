import { english } from "./english";

/** One language's texts, as many as there are in English. */
export type Words = Texts<typeof english>;
type Texts<List> = { readonly [K in keyof List]: string };

/** Finds the texts for a language, and which one they are in: English where there are none. */
export async function findWords(language: string): Promise<readonly [Words, string]> {
  if (/^de\b/i.test(language)) {
    try {
      const { german } = await import(new URL("panel-german.js", import.meta.url).href);
      return [german as Words, "de"];
    } catch {
      // They did not arrive; the test goes on without them.
    }
  }
  return [english, "en"];
}
