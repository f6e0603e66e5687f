import type { Question } from "../core";
import type { Value } from "./value";

/** Reads what the controls within `place` say; null when they say nothing. */
export function readAnswer(place: Element, kind: Question["kind"]): Value {
  if (kind === "choices") {
    const chosen = [...place.querySelectorAll<HTMLInputElement>("input:checked")];
    return chosen.length ? chosen.map(({ value }) => value) : null;
  }
  const isChoice = kind === "scale" || kind === "choice";
  const control = place.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    isChoice ? "input:checked" : "input,textarea",
  );
  const text = control?.value.trim() ?? "";
  if (!text) return null;
  if (kind === "scale") return Number(text);
  const number = Number(text.replace(",", "."));
  return kind === "number" && Number.isFinite(number) ? number : text;
}
