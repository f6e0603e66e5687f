const KINDS = /^(password|hidden|file)$/;
const PURPOSES = /\b(cc-|one-time-code|(current|new)-password)/;

const oncePassword = new WeakSet<Element>();

/** Remembers that a field was a password, whatever the page makes of it later. */
export function rememberPassword(field: EventTarget | null): void {
  oncePassword.add(field as Element);
}

/** Tells whether nothing at all may be known of a field. */
export function isSensitive(element: Element): boolean {
  const kind = (element as HTMLInputElement).type;
  if (kind === "password") rememberPassword(element);
  return (
    oncePassword.has(element) ||
    (element.localName === "input" && KINDS.test(kind)) ||
    PURPOSES.test(element.getAttribute("autocomplete") ?? "")
  );
}
