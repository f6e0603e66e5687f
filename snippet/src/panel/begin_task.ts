import { NEW } from "./phase";
import type { State } from "./state";

/** The state before a task, where nothing of it has happened yet. */
export function beginTask(at: number): State {
  return { at, phase: NEW, from: "", active_ms: 0, seen: 0, answers: {}, sent: {}, answered: [], why: "" };
}
