const MOST_SEEN = 40;
const MOST_STEPS = 40;

/** Writes the tags down to an element, each with its place among and the number of its like. */
export function pathOf(element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null | undefined = element; at && steps.length < MOST_STEPS; ) {
    if (at.localName !== "html") steps.unshift(stepOf(at));
    const inside: Element = at;
    at = at.parentElement;
    if (at) continue;
    // Out of a shadow root to its host, out of a frame to the frame.
    const root = inside.getRootNode() as { host?: Element; defaultView?: Window | null };
    at = root.host ?? root.defaultView?.frameElement;
    if (at) steps.unshift("#inside");
  }
  return steps.join(">").slice(-2_000);
}

/** In a long list only the first and last forty have places of their own: rows have words. */
function stepOf(element: Element): string {
  const tag = element.localName;
  const count = (towards: "previousElementSibling" | "nextElementSibling"): number => {
    let like = 0;
    for (let at = element[towards], left = MOST_SEEN; at && left; at = at[towards], left -= 1) {
      if (at.localName === tag) like += 1;
    }
    return like;
  };
  const before = count("previousElementSibling");
  const like = before + 1 + count("nextElementSibling");
  return like > 1 ? `${tag}:${before + 1}/${like}` : tag;
}
