import { isSensitive } from "./is_sensitive";
import { mask } from "./mask";
import { textOf } from "./text_of";

const MOST = 40;
const PRIVATE = "[data-recorder-mask],[data-recorder-block]";
const FIELD = "input:not([type=button],[type=submit],[type=reset],[type=image]),select,textarea";

/** Reads the accessible name of an interactive element, masked; of fields only their label. */
export function nameOf(element: Element): string {
  if (element.closest(PRIVATE) || (element as HTMLElement).isContentEditable) return "";
  if (isSensitive(element)) return "";
  const root = element.getRootNode() as Document | ShadowRoot;
  const labels = (element.getAttribute("aria-labelledby") ?? "")
    .split(/\s+/)
    .map((id) => (id && root.getElementById?.(id)) || null)
    .map((label) => (label ? textOf(label, 99) : ""));
  const field = element.matches(FIELD);
  const name =
    labels.join(" ").trim() ||
    element.getAttribute("aria-label") ||
    element.getAttribute("alt") ||
    (field ? labelOf(element) : element.getAttribute("value") || textOf(element, 99)) ||
    element.getAttribute("title") ||
    "";
  return mask(name, MOST);
}

function labelOf(field: Element): string {
  const label = (field as HTMLInputElement).labels?.[0];
  return label ? textOf(label, 99) : "";
}
