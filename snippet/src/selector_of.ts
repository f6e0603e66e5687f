import type { Clues } from "./wire";

/** Writes what an element is for people to read: its pin or id, else the end of its path. */
export function selectorOf(element: Element, clues: Clues): string {
  const pin = element.getAttribute("data-recorder-id");
  if (pin) return `[data-recorder-id="${pin}"]`.slice(0, 200);
  if (clues.id) return `#${clues.id}`;
  const steps = (clues.path ?? "").split(">").slice(-3);
  return steps.map((step) => step.replace(/:(\d+)\/\d+$/, ":nth-of-type($1)")).join(" > ");
}
