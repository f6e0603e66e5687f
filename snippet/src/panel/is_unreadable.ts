import type { Question } from "../core";
import type { Value } from "./value";

/** Says whether what was typed is not the number that was asked for. */
export function isUnreadable(kind: Question["kind"], value: Value): boolean {
  return kind === "number" && typeof value === "string";
}
