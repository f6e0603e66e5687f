import { isSensitive } from "../is_sensitive";
import { PRIVATE } from "../text_of";
import { elementAround } from "./element_around";
import type { Rules } from "./rules";

/** What a person writes in is never shown, whatever the study allows. */
const HIDDEN = `textarea,select,[contenteditable]:not([contenteditable=false]),${PRIVATE}`;

/** Tells whether the words at a node may leave the page as they are. */
export function isShown(node: Node | null, { text }: Rules): boolean {
  if (text === "none") return false;
  const element = elementAround(node);
  if (!element || isSensitive(element) || isInside(element, HIDDEN)) return false;
  return text === "all" || isInside(element, "[data-recorder-text]");
}

function isInside(element: Element | null, selector: string): boolean {
  return !!element && (!!element.closest(selector) || isInside(elementAround(element.getRootNode()), selector));
}
