import type { State } from "./state";

/** The state before a task, where nothing of it has happened yet. */
export function beginTask(at: number, count: number): State {
  return {
    at,
    phase: at < count ? "scenario" : "over",
    shown: false,
    from: "",
    active_ms: 0,
    paused: false,
    answers: {},
    sent: {},
    answered: [],
    why: "",
    isStopped: false,
  };
}
