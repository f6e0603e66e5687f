const BY_TAG: Readonly<Record<string, string>> = {
  a: "link", summary: "button", select: "combobox", textarea: "textbox", img: "img", option: "option",
  dialog: "dialog", nav: "navigation", main: "main", header: "banner", footer: "contentinfo",
  aside: "complementary", form: "form", section: "region", li: "listitem", tr: "row", article: "article",
  // Kinds of input; the first is a tag as well.
  button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio",
  range: "slider", number: "spinbutton", search: "searchbox",
};

/** Names the role of an element for assistive technology, "" where it has none to speak of. */
export function roleOf(element: Element): string {
  const tag = element.localName;
  const isField = tag === "input";
  const given = element.getAttribute("role")?.trim().split(/\s/)[0]!.slice(0, 40);
  if (given || (tag === "a" && !element.hasAttribute("href"))) return given ?? "";
  return BY_TAG[isField ? (element as HTMLInputElement).type : tag] ?? (isField ? "textbox" : "");
}
