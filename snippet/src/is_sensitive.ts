const SENSITIVE = /^(password|hidden|file)|\b(cc-|one-time-code|(current|new)-password)/;

const known = new WeakSet<Element>();

/** Tells whether nothing at all may be known of a field: once so, always so, whatever the page makes of it. */
export function isSensitive(element: Element): boolean {
  const kind = element.localName === "input" ? (element as HTMLInputElement).type : "";
  if (SENSITIVE.test(`${kind} ${element.getAttribute("autocomplete")}`)) known.add(element);
  return known.has(element);
}
