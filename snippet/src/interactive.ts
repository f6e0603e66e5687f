const INTERACTIVE =
  "a[href],button,input,select,textarea,summary,label,option,area,[role=button],[role=link],[role=tab],[role^=menuitem],[role=option],[role=checkbox],[role=radio],[role=switch],[contenteditable],[onclick],[tabindex],[data-recorder-id]";

/** Finds the control that an element belongs to; null when it is not part of one. */
export const findInteractive = (element: Element): Element | null => element.closest(INTERACTIVE);
