/** What the page's author wants nobody to read. */
export const PRIVATE = "[data-recorder-mask],[data-recorder-block]";

const SKIPPED = `script,style,noscript,textarea,select,[contenteditable],${PRIVATE}`;
const MOST_NODES = 60;
const MOST = 99;

/**
 * Reads the words of an element that the page's author wrote: never what stands in fields.
 *
 * It stops after 99 characters and after 60 nodes.
 */
export function textOf(element: Element | null | undefined): string {
  let text = "";
  let left = MOST_NODES;
  const read = (node: Node): void => {
    if (node.nodeType === 3) text += ` ${node.nodeValue!.slice(0, MOST)}`;
    if (node.nodeType !== 1 || (node as Element).matches(SKIPPED)) return;
    text += ` ${(node as Element).getAttribute("alt") ?? ""}`;
    for (let child = node.firstChild; child && text.length < MOST && left; child = child.nextSibling) {
      left -= 1;
      read(child);
    }
  };
  if (element) read(element);
  return text.replace(/\s+/g, " ").trim().slice(0, MOST);
}
