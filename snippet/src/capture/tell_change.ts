import { cluesOf } from "../clues_of";
import { isSensitive } from "../is_sensitive";
import { record, settings } from "../page";
import { selectorOf } from "../selector_of";

/** Records that a field was changed; never to what. */
export function tellChange(field: Element, kind: string): void {
  if (isSensitive(field)) return;
  const clues = cluesOf(field, settings.capture);
  record({ type: "field.changed", selector: selectorOf(clues), kind, clues });
}
