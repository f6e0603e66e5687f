const SKIPPED =
  "script,style,template,textarea,select,input,noscript,[contenteditable],[data-recorder-mask],[data-recorder-block]";
const MOST_NODES = 60;

/**
 * Reads the words of an element that the page's author wrote: never what stands in fields.
 *
 * @param most - Characters after which it stops; it also stops after 60 nodes.
 */
export function textOf(element: Element, most: number): string {
  const isSkipped = (node: Node): boolean => node.nodeType === 1 && (node as Element).matches(SKIPPED);
  let text = "";
  if (isSkipped(element)) return text;
  const walker = document.createTreeWalker(
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => (isSkipped(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  );
  for (let seen = 0; seen < MOST_NODES && text.length < most && walker.nextNode(); seen += 1) {
    const node = walker.currentNode;
    const words = node.nodeType === 1 ? (node as Element).getAttribute("alt") : node.nodeValue;
    text += ` ${(words ?? "").slice(0, most)}`;
  }
  return text.replace(/\s+/g, " ").trim().slice(0, most);
}
