/** Shows, or takes away, what is wrong with one question; answers its first control. */
export function markFault(place: Element, fault: string): HTMLElement | null {
  const message = place.querySelector(".fault");
  if (message) message.textContent = fault;
  const controls = [...place.querySelectorAll<HTMLElement>("input,textarea")];
  for (const control of controls) {
    control.toggleAttribute("aria-invalid", false);
    if (fault) control.setAttribute("aria-invalid", "true");
    if (fault && message) control.setAttribute("aria-describedby", message.id);
    else control.removeAttribute("aria-describedby");
  }
  return controls[0] ?? null;
}
