import { NEW } from "./phase";
import type { State } from "./state";

/** A task of which nothing has happened yet. */
export const untouched: Omit<State, "at"> = { phase: NEW, from: "", active_ms: 0, seen: 0, answers: {}, draft: "", answered: [] };
