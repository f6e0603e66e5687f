import type { Value } from "../panel/value";

/** Puts a kept answer back into a question's controls. */
export function fillIn(place: Element, value: Value): void {
  if (value === null) return;
  const values = (Array.isArray(value) ? value : [value]).map(String);
  for (const control of place.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input,textarea")) {
    const isChoice = control.type === "radio" || control.type === "checkbox";
    if (isChoice) (control as HTMLInputElement).checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
}
