import type { Question } from "../core";
import type { Value } from "./value";
import type { Words } from "./words";

/** What to say about an answer; empty when nothing is wrong with it. */
export function faultOf({ required }: Pick<Question, "required">, value: Value, words: Words): string {
  if (value === null) return required ? words.missing : "";
  return Number.isNaN(value) ? words.number : "";
}
