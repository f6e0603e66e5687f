const MOST_SEEN = 50;
const MOST_STEPS = 40;

/** Writes the tags down to an element, each with its place among and the number of its like. */
export function pathOf(element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null | undefined = element; at && steps.length < MOST_STEPS; ) {
    const parent: Element | null = at.parentElement;
    if (at.localName !== "html") steps.unshift(stepOf(at));
    if (!parent) {
      // Out of a shadow root to its host, out of a frame to the frame.
      const root = at.getRootNode() as { host?: Element; defaultView?: Window | null };
      at = root.host ?? root.defaultView?.frameElement;
      if (at) steps.unshift("#inside");
    } else at = parent;
  }
  return steps.join(">").slice(-2_000);
}

/** In a long list only the first and last fifty have places of their own: rows have words. */
function stepOf(element: Element): string {
  const tag = element.localName;
  const [before, after] = (["previousElementSibling", "nextElementSibling"] as const).map((towards) => {
    let like = 0;
    for (let at = element[towards], seen = 0; at && seen < MOST_SEEN; at = at[towards], seen += 1) {
      if (at.localName === tag) like += 1;
    }
    return like;
  }) as [number, number];
  return before + after ? `${tag}:${before + 1}/${before + after + 1}` : tag;
}
