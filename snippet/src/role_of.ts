const BY_TAG: Readonly<Record<string, string>> = {
  a: "link", summary: "button", select: "combobox", textarea: "textbox", nav: "navigation",
  // Kinds of input; others are text boxes.
  submit: "button", reset: "button", image: "button", range: "slider", number: "spinbutton", search: "searchbox",
};
const ITSELF = /^(button|checkbox|radio|img|option|main|form|dialog)$/;

/** Names the role of an element for assistive technology, "" where it has none to speak of. */
export function roleOf(element: Element): string {
  const { localName, type } = element as HTMLInputElement;
  const isField = localName === "input";
  const kind = isField ? type : element.matches("a:not([href])") ? "" : localName;
  return (
    element.getAttribute("role")?.trim().split(/\s/)[0]!.slice(0, 40) ||
    BY_TAG[kind] || (ITSELF.test(kind) ? kind : isField ? "textbox" : "")
  );
}
