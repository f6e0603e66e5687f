import { cluesOf } from "../clues_of";
import { guard } from "../guard";
import { isSensitive, rememberPassword } from "../is_sensitive";
import type { Page } from "../page";
import { selectorOf } from "../selector_of";
import type { KeyPressed } from "../wire";

const KEYS: readonly string[] = ["Tab", "Enter", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

/** Records that a field was changed and that a key for moving about was pressed; never a value. */
export function watchFields(page: Page, target: EventTarget): void {
  let edited: Element | null = null;
  const changed = (field: Element, kind: string): void => {
    if (isSensitive(field)) return;
    const clues = cluesOf(field, page.settings().capture);
    page.record({ type: "field.changed", selector: selectorOf(field, clues), kind, clues });
  };
  const onUnlessIgnored = (type: string, act: (element: Element, event: Event) => void): void =>
    page.listen(target, type, (event) => {
      const [element] = event.composedPath() as Element[];
      if (element?.nodeType === 1 && !page.isPaused() && !page.isIgnored(event)) act(element, event);
    });

  onUnlessIgnored("change", (field) => {
    changed(field, field.localName === "input" ? (field as HTMLInputElement).type : field.localName);
    page.reacted();
  });
  onUnlessIgnored("input", (field) => {
    if ((field as HTMLElement).isContentEditable) edited = field;
    page.reacted();
  });
  onUnlessIgnored("focusin", (field) => void isSensitive(field));
  onUnlessIgnored("focusout", () => {
    if (edited) changed(edited, "contenteditable");
    edited = null;
  });
  onUnlessIgnored("keydown", (element, event) => {
    const { key, repeat } = event as KeyboardEvent;
    if (!repeat && KEYS.includes(key) && !isSensitive(element)) {
      page.record({ type: "key.pressed", key: key as KeyPressed["key"] });
    }
  });
}

/** Remembers every field that stops being a password, before anything is known of it. */
export function watchPasswords(page: Page): void {
  const observer = new MutationObserver(
    guard((changes: MutationRecord[]) => {
      for (const { target, oldValue } of changes) {
        if (oldValue?.toLowerCase() === "password") rememberPassword(target);
      }
    }),
  );
  observer.observe(document, { subtree: true, attributeFilter: ["type"], attributeOldValue: true });
  page.onStop(() => observer.disconnect());
}
