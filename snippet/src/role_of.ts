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
  const kind = isField ? type : localName === "a" && !element.hasAttribute("href") ? "" : localName;
  return (
    /\S{1,40}/.exec(element.getAttribute("role") ?? "")?.[0] ||
    BY_TAG[kind] || (ITSELF.test(kind) ? kind : isField ? "textbox" : "")
  );
}
