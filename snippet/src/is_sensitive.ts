const KINDS = /^(password|hidden|file)$/;
const PURPOSES = /\b(cc-|one-time-code|(current|new)-password)/;

const oncePassword = new WeakSet<EventTarget>();

/** Remembers that a field was a password, whatever the page makes of it later. */
export function rememberPassword(field: EventTarget): void {
  oncePassword.add(field);
}

/** Tells whether nothing at all may be known of a field. */
export function isSensitive(element: Element): boolean {
  const kind = element.localName === "input" ? (element as HTMLInputElement).type : "";
  if (kind === "password") rememberPassword(element);
  return (
    KINDS.test(kind) || oncePassword.has(element) || PURPOSES.test(element.getAttribute("autocomplete") ?? "")
  );
}
