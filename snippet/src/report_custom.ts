import type { NewEvent } from "./new_event";

const MOST_LENGTH = 4_096;

/** Makes the event of a page's own report; what is too large or is no JSON leaves its mark only. */
export function reportCustom(name: unknown, data: unknown = null): NewEvent {
  const was = "custom.reported";
  try {
    const json = JSON.stringify(data) ?? "null";
    const bytes = json.length;
    if (bytes > MOST_LENGTH) return { type: "event.dropped", why: "too_large", bytes, was };
    return { type: was, name: String(name).slice(0, 200), data: JSON.parse(json) as unknown };
  } catch {
    return { type: "event.dropped", why: "refused", bytes: 0, was };
  }
}
