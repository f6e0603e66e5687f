import type { Question } from "../core";
import type { Value } from "./value";

/** Names what is wrong with an answer; empty when nothing is. */
export function findFault(
  { kind, required }: Pick<Question, "kind" | "required">,
  value: Value,
): "" | "missing" | "not_a_number" {
  if (value === null) return required ? "missing" : "";
  return kind === "number" && typeof value === "string" ? "not_a_number" : "";
}
