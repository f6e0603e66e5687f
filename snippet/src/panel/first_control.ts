/** The control at which the browser says what is wrong with a question. */
export function firstControl(field: HTMLFieldSetElement): HTMLInputElement {
  return field.elements[0] as HTMLInputElement;
}
