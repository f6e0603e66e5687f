import type { Store } from "../core";
import type { State } from "./state";

/** Reads what this browser kept of the flow; null when there is nothing to read. */
export function keptState(store: Store): State | null {
  try {
    return JSON.parse(store.get("panel") ?? "null") as State | null;
  } catch {
    return null;
  }
}
