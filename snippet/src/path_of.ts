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

function stepOf(element: Element): string {
  const tag = element.localName;
  let place = 1;
  let like = 1;
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling) {
    if (at.localName === tag) place += 1;
  }
  for (let at = element.nextElementSibling; at; at = at.nextElementSibling) {
    if (at.localName === tag) like += 1;
  }
  like += place - 1;
  return like > 1 ? `${tag}:${place}/${like}` : tag;
}
