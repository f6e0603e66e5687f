import type { Clues } from "./wire";

/** Writes what an element is for people to read: its pin or id, else the end of its path. */
export function selectorOf(element: Element, { id, path = "" }: Clues): string {
  const pin = element.getAttribute("data-recorder-id")?.slice(0, 180);
  if (pin || id) return pin ? `[data-recorder-id="${pin}"]` : `#${id}`;
  return path.split(">").slice(-3).join(" > ").replace(/:(\d+)\/\d+/g, ":nth-of-type($1)");
}
