import { isSensitive } from "./is_sensitive";
import { mask } from "./mask";
import { textOf } from "./text_of";

const MOST = 40;
const PRIVATE = "[data-recorder-mask],[data-recorder-block]";
const BUTTON = /^(button|submit|reset|image)$/;

/** Reads the accessible name of an interactive element, masked; of fields only their label. */
export function nameOf(element: Element): string {
  if (element.closest(PRIVATE) || (element as HTMLElement).isContentEditable || isSensitive(element)) return "";
  const read = (name: string): string | null => element.getAttribute(name);
  const wordsOf = (other: Element | null | undefined): string => (other ? textOf(other, 99) : "");
  const root = element.getRootNode() as Document;
  const { localName, type, labels } = element as HTMLInputElement;
  const isField = localName === "input" ? !BUTTON.test(type) : /^(select|textarea)$/.test(localName);
  const labelled = read("aria-labelledby")?.split(/\s+/).map((id) => wordsOf(root.getElementById?.(id))).join(" ").trim();
  const own = (): string => (isField ? wordsOf(labels?.[0]) : read("value") || wordsOf(element));
  return mask(labelled || read("aria-label") || read("alt") || own() || read("title") || "", MOST);
}
