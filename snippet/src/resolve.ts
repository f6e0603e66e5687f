import { cluesOf } from "./clues_of";
import type { Clues } from "./wire";

/** An element found again, how sure that is, and whether another fits as well. */
export interface Resolution {
  readonly element: Element | null;
  /** 0 to 1: the share of the clues' weight that agrees. */
  readonly confidence: number;
  /** Two elements fit nearly equally, or none well: nothing is claimed then. */
  readonly is_ambiguous: boolean;
}

const WEIGHTS = { pin: 8, id: 4, name: 3, row: 4, href: 3, path: 3, landmark: 1, role: 1 } as const;
const LEAST = 0.45;
const MARGIN = 0.08;

/**
 * Finds an element by the agreement of its clues rather than by one selector.
 *
 * The page is read with the same settings as when the clues were gathered: a row's hash is
 * compared with hashes, a row's words with words.
 */
export function resolve(clues: Clues, root: ParentNode, capture: Parameters<typeof cluesOf>[1]): Resolution {
  const tag = tagOf(clues);
  const candidates = [...root.querySelectorAll(tag || "*")].map((element) => ({ element, has: cluesOf(element, capture) }));
  const isRowGone = !candidates.some(({ has }) => has.row === clues.row);
  const isNameGone = !candidates.some(({ has }) => has.name === clues.name);
  const scored = candidates
    .map(({ element, has }) => ({ element, score: agreement(clues, has, isRowGone, isNameGone) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best) return { element: null, confidence: 0, is_ambiguous: false };
  const isAmbiguous = best.score < LEAST || best.score - (second?.score ?? 0) < MARGIN;
  return { element: isAmbiguous ? null : best.element, confidence: best.score, is_ambiguous: isAmbiguous };
}

function tagOf(clues: Clues): string {
  return /([a-z][\w-]*)(?::\d+\/\d+)?$/.exec(clues.path ?? "")?.[1] ?? "";
}

/** A clue that no element of the page has any more says nothing: the words were translated. */
function agreement(wanted: Clues, has: Clues, isRowGone: boolean, isNameGone: boolean): number {
  let agreed = 0;
  let most = 0;
  for (const [key, weight] of Object.entries(WEIGHTS) as [keyof typeof WEIGHTS, number][]) {
    const value = wanted[key];
    if (!value || (key === "row" && isRowGone) || (key === "name" && isNameGone)) continue;
    most += weight;
    if (key === "path") agreed += weight * similarity(value, has.path ?? "");
    else if (has[key] === value) agreed += weight;
  }
  return most ? agreed / most : 0;
}

/**
 * Compares two paths from their ends, past wrappers; a list that grew or shrank contradicts.
 *
 * A place among twelve says nothing about a place among thirteen.
 */
function similarity(wanted: string, has: string): number {
  const a = stepsOf(wanted);
  const b = stepsOf(has);
  let same = 0;
  while (same < a.length && same < b.length && a.at(-1 - same) === b.at(-1 - same)) same += 1;
  return same / Math.max(a.length, b.length, 1);
}

function stepsOf(path: string): string[] {
  return path.split(">").filter((step) => step !== "div" && step !== "span");
}
