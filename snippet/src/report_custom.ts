import type { NewEvent } from "./new_event";

/** Makes the event of a page's own report; what is no JSON leaves its mark only. What is too large the server refuses. */
export function reportCustom(name: unknown, data: unknown = null): NewEvent {
  const type = "custom.reported";
  try {
    // A copy: the page may change its own later.
    return { type, name: String(name).slice(0, 200), data: JSON.parse(JSON.stringify(data)) as unknown };
  } catch {
    return { type: "event.dropped", why: "refused", was: type };
  }
}
