const MOVES = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];
const PRESSES = [" ", "Enter"];

/** Tells whether a key belongs to what has the focus: a field, an open dialog, a button's own keys. */
export function isForFocus(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  // A dialog that was just closed has the focus until the next frame.
  if (event.composedPath().some((each) => each instanceof HTMLDialogElement && each.open)) return true;
  if (target.isContentEditable || target.matches("textarea, select, [role=textbox], [role=listbox], [role=menu]")) return true;
  if (target instanceof HTMLInputElement) {
    if (!["button", "checkbox", "radio", "reset", "submit", "range"].includes(target.type)) return true;
    if (MOVES.includes(event.key) || PRESSES.includes(event.key)) return true;
  }
  if (MOVES.includes(event.key)) return target.matches("[role=slider], [role=tab], [role=radio], [role=separator]");
  return PRESSES.includes(event.key) && target.matches("button, a[href], summary, [role=button], [role=tab], [role=option]");
}
