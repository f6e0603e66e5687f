import { closest } from "./closest";
import { isSensitive } from "./is_sensitive";
import { mask } from "./mask";
import { PRIVATE, textOf } from "./text_of";

const MOST = 40;

/** Reads the accessible name of an interactive element, masked; of fields only their label. */
export function nameOf(element: Element, role: string): string {
  if (closest(element, PRIVATE) || (element as HTMLElement).isContentEditable || isSensitive(element)) return "";
  const read = (name: string): string => element.getAttribute(name) ?? "";
  const isField = /^(input|select|textarea)$/.test(element.localName);
  const name =
    read("aria-label") ||
    textOf((element.getRootNode() as Document).getElementById?.(read("aria-labelledby"))) ||
    read("alt") ||
    // Asked of fields only: the browser looks through the whole page for their labels.
    (isField ? (role === "button" && read("value")) || textOf((element as HTMLInputElement).labels?.[0]) : textOf(element)) ||
    read("title");
  // What is no control is named by few words, or it is a part of the page with many things in it.
  return role || name.length <= MOST ? mask(name, MOST) : "";
}
