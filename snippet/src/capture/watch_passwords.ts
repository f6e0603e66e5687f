import { guard } from "../guard";
import { rememberPassword } from "../is_sensitive";
import type { Page } from "../page";

/** Remembers every field that stops being a password, before anything is known of it. */
export function watchPasswords(page: Page): void {
  const observer = new MutationObserver(
    guard((changes: MutationRecord[]) => {
      for (const { target, oldValue } of changes) if (/^password$/i.test(oldValue ?? "")) rememberPassword(target);
    }),
  );
  observer.observe(document, { subtree: true, attributeFilter: ["type"], attributeOldValue: true });
  page.onStop(() => observer.disconnect());
}
