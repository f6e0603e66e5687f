import type { Question } from "../core";
import { isUnreadable } from "./is_unreadable";
import type { Value } from "./value";

/** Finds what to say about an answer; empty when nothing is wrong with it. */
export function findFault(
  { kind, required }: Pick<Question, "kind" | "required">,
  value: Value,
  missing: string,
  notANumber: string,
): string {
  if (value === null) return required ? missing : "";
  return isUnreadable(kind, value) ? notANumber : "";
}
