import type { NewEvent } from "./new_event";

const MOST_LENGTH = 4_096;

/** Makes the event of a page's own report; what is too large or is no JSON leaves its mark only. */
export function reportCustom(name: unknown, data: unknown = null): NewEvent {
  const was = "custom.reported";
  let bytes = 0;
  try {
    const json = JSON.stringify(data);
    bytes = json.length;
    if (bytes <= MOST_LENGTH) return { type: was, name: String(name).slice(0, 200), data: JSON.parse(json) as unknown };
  } catch {
    // What cannot be written counts as nothing.
  }
  return { type: "event.dropped", why: bytes ? "too_large" : "refused", bytes, was };
}
