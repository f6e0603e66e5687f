import type { Question } from "../core";
import type { Value } from "./value";

/** Reads what the controls within `place` say; null when they say nothing. */
export function readAnswer(place: Element, kind: Question["kind"]): Value {
  const said = /text|number/.test(kind) ? "input,textarea" : ":checked";
  const values = [...place.querySelectorAll<HTMLInputElement>(said)].map(({ value }) => value.trim());
  const text = values[0];
  if (!text) return null;
  if (kind === "choices") return values;
  const number = Number(text.replace(",", "."));
  return /scale|number/.test(kind) && isFinite(number) ? number : text;
}
