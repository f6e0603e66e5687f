import { closest } from "../closest";
import { IGNORED } from "../ignored";
import { isIdle } from "../page";

/** The innermost element that an event befell; none while paused and in what is not the page's. */
export function elementOf(event: Event): Element | undefined {
  const [element] = event.composedPath() as Element[];
  return element?.nodeType !== 1 || isIdle() || closest(element, IGNORED) ? undefined : element;
}
