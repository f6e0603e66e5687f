/** What the page's author wants nobody to read. */
export const PRIVATE = "[data-recorder-mask],[data-recorder-block]";

const SKIPPED = `script,style,noscript,textarea,select,[contenteditable],${PRIVATE}`;
// As the browser's NodeFilter has them.
const ELEMENTS = 1;
const TEXTS = 4;
const TAKE = 1;
const SKIP_WITH_ALL_IN_IT = 2;
const MOST_NODES = 60;
const MOST = 99;

/**
 * Reads the words of an element that the page's author wrote: never what stands in fields.
 *
 * It stops after 99 characters and after 60 nodes.
 */
export function textOf(element: Element | null | undefined): string {
  if (!element || element.matches(SKIPPED)) return "";
  const nodes = document.createTreeWalker(element, ELEMENTS | TEXTS, (node) =>
    (node as Element).matches?.(SKIPPED) ? SKIP_WITH_ALL_IN_IT : TAKE,
  );
  let text = "";
  for (let left = MOST_NODES; left-- && text.length < MOST && nodes.nextNode(); ) {
    const node = nodes.currentNode as Element;
    text += ` ${(node.nodeValue ?? node.getAttribute("alt") ?? "").slice(0, MOST)}`;
  }
  return text.replace(/\s+/g, " ").trim().slice(0, MOST);
}
