/** Puts a kept answer back into a question's controls. */
export function fillIn(place: Element, given: readonly string[]): void {
  for (const control of place.querySelectorAll<HTMLInputElement>("input,textarea")) {
    const isChoice = control.type === "radio" || control.type === "checkbox";
    if (isChoice) control.checked = given.includes(control.value);
    else control.value = given[0] ?? control.value;
  }
}
