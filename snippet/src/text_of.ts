const SKIPPED =
  "script,style,template,textarea,select,input,noscript,[contenteditable],[data-recorder-mask],[data-recorder-block]";
const MOST_NODES = 60;

/**
 * Reads the words of an element that the page's author wrote: never what stands in fields.
 *
 * @param most - Characters after which it stops; it also stops after 60 nodes.
 */
export function textOf(element: Element, most: number): string {
  if (element.matches(SKIPPED)) return "";
  let text = "";
  let seen = 0;
  const walk = (parent: Node): void => {
    for (let node = parent.firstChild; node && text.length < most && seen < MOST_NODES; node = node.nextSibling) {
      seen += 1;
      if (node.nodeType === 3) text += `${(node as Text).data.slice(0, most)} `;
      else if (node.nodeType === 1 && !(node as Element).matches(SKIPPED)) {
        text += `${(node as Element).getAttribute("alt") ?? ""} `;
        walk(node);
      }
    }
  };
  walk(element);
  return text.replace(/\s+/g, " ").trim().slice(0, most);
}
