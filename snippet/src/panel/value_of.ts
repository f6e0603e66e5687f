import type { Question } from "../core";
import type { Value } from "./value";

/** The answer that a question's controls give: null for none, NaN for what is not the number asked for. */
export function valueOf({ kind }: Pick<Question, "kind">, given: readonly string[] = []): Value {
  const text = given[0]?.trim();
  if (!text) return null;
  if (kind === "choices") return given;
  return /scale|number/.test(kind) ? Number(text.replace(",", ".")) : text;
}
