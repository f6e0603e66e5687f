import { cluesOf } from "../clues_of";
import { isSensitive } from "../is_sensitive";
import type { Page } from "../page";
import { selectorOf } from "../selector_of";
import type { KeyPressed } from "../wire";
import type { Act } from "./watch_acts";

/** Records that a field was changed and that a key for moving about was pressed; never a value. */
export function fieldActs(page: Page): Readonly<Record<string, Act>> {
  let edited: Element | undefined;
  const changed = (field: Element, kind: string): void => {
    if (isSensitive(field)) return;
    const clues = cluesOf(field, page.settings().capture);
    page.record({ type: "field.changed", selector: selectorOf(clues), kind, clues });
  };
  return {
    change(_, field) {
      changed(field, field.localName === "input" ? (field as HTMLInputElement).type : field.localName);
      page.reacted();
    },
    input(_, field) {
      edited = field;
      page.reacted();
    },
    focusin: (_, field) => void isSensitive(field),
    focusout() {
      // Asked here and not at every letter: the answer may cost the page a new layout.
      if ((edited as HTMLElement | undefined)?.isContentEditable) changed(edited!, "contenteditable");
      edited = undefined;
    },
    keydown(event, field) {
      const { key, repeat } = event as KeyboardEvent;
      if (!repeat && !isSensitive(field)) page.record({ type: "key.pressed", key: key as KeyPressed["key"] });
    },
  };
}
