/** Shows, or takes away, what is wrong with one question; answers its first control. */
export function markFault(place: Element, fault: string): HTMLElement | null {
  const message = place.querySelector(".fault")!;
  message.textContent = fault;
  const controls = place.querySelectorAll<HTMLElement>("input,textarea");
  for (const control of controls) {
    control.setAttribute("aria-invalid", `${fault !== ""}`);
    control.setAttribute("aria-describedby", message.id);
  }
  return controls[0] ?? null;
}
