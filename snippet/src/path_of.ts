const MOST_SEEN = 100;

/** Writes the tags down to an element, each with its place among and the number of its like. */
export function pathOf(element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at && steps.length < 40; ) {
    if (at.localName !== "html") steps.unshift(stepOf(at));
    if (at.parentElement) at = at.parentElement;
    else {
      // Out of a shadow root to its host, out of a frame to the frame.
      const root = at.getRootNode() as { host?: Element; defaultView?: Window | null };
      at = root.host ?? root.defaultView?.frameElement ?? null;
      if (at) steps.unshift("#inside");
    }
  }
  return steps.join(">").slice(-2_000);
}

/** In a long list only the first and last hundred have places of their own: rows have words. */
function stepOf(element: Element): string {
  const before = countLike(element, "previousElementSibling");
  const like = before + 1 + countLike(element, "nextElementSibling");
  return like > 1 ? `${element.localName}:${before + 1}/${like}` : element.localName;
}

function countLike(element: Element, towards: "previousElementSibling" | "nextElementSibling"): number {
  let like = 0;
  for (let at = element[towards], seen = 0; at && seen < MOST_SEEN; at = at[towards], seen += 1) {
    if (at.localName === element.localName) like += 1;
  }
  return like;
}
