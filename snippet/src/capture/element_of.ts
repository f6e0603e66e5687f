import { closest } from "../closest";
import { hosts } from "../hosts";
import { isIdle } from "../page";

/** The innermost element that an event befell; none while paused and in what is not the page's. */
export function elementOf(event: Event): Element | undefined {
  const [element] = event.composedPath() as Element[];
  if (element?.nodeType !== 1 || isIdle() || hosts.has(event.target!)) return undefined;
  return closest(element, "[data-recorder-ignore]") ? undefined : element;
}
