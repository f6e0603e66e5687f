const BY_TAG: Readonly<Record<string, string>> = {
  button: "button", summary: "button", select: "combobox", textarea: "textbox", img: "img", option: "option",
  dialog: "dialog", nav: "navigation", main: "main", header: "banner", footer: "contentinfo",
  aside: "complementary", form: "form", section: "region", li: "listitem", tr: "row", article: "article",
};
const BY_TYPE: Readonly<Record<string, string>> = {
  button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio",
  range: "slider", number: "spinbutton", search: "searchbox",
};

/** Names the role of an element for assistive technology, "" where it has none to speak of. */
export function roleOf(element: Element): string {
  const given = element.getAttribute("role");
  if (given) return given.trim().split(/\s/)[0]!.slice(0, 40);
  const tag = element.localName;
  if (tag === "a") return element.hasAttribute("href") ? "link" : "";
  if (tag === "input") return BY_TYPE[(element as HTMLInputElement).type] ?? "textbox";
  return BY_TAG[tag] ?? "";
}
