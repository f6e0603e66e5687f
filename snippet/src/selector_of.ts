import type { Clues } from "./wire";

/** Writes what an element is for people to read: its id, else the end of its path. */
export function selectorOf({ id, path }: Clues): string {
  return id ? `#${id}` : path!.split(">").slice(-3).join(" > ");
}
