import { closest } from "./closest";
import { isSensitive } from "./is_sensitive";
import { mask } from "./mask";
import { textOf } from "./text_of";

const MOST = 40;

/** Reads the accessible name of an interactive element, masked; of fields only their label. */
export function nameOf(element: Element, role: string): string {
  const { isContentEditable, labels, localName } = element as HTMLInputElement;
  const isPrivate = closest(element, "[data-recorder-mask],[data-recorder-block]");
  if (isPrivate || isContentEditable || isSensitive(element)) return "";
  const read = (name: string): string => element.getAttribute(name) ?? "";
  const root = element.getRootNode() as Document;
  const wordsOf = (id: string): string => {
    const label = id && root.getElementById?.(id);
    return label ? textOf(label) : "";
  };
  const name =
    read("aria-labelledby").split(/\s+/).map(wordsOf).join(" ").trim() ||
    read("aria-label") ||
    read("alt") ||
    (localName === "input" && role === "button" && read("value")) ||
    textOf(labels?.[0] ?? element) ||
    read("title");
  return mask(name, MOST);
}
