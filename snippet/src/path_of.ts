/** In a long list only the first and last forty have places of their own: rows have words. */
const MOST_SEEN = 40;
const MOST_STEPS = 40;

/** Writes the tags down to an element, each with its place among and the number of its like. */
export function pathOf(element: Element): string {
  return stepsTo(element, MOST_STEPS).slice(1).slice(-2_000);
}

function stepsTo(element: Element, left: number): string {
  const { localName, parentElement } = element;
  const around = parentElement ?? outsideOf(element);
  const outer = around && left ? stepsTo(around, left - 1) + (parentElement ? "" : ">#inside") : "";
  return localName === "html" ? outer : `${outer}>${localName}${placeOf(element)}`;
}

/** Out of a shadow root lies its host, out of a frame the frame. */
function outsideOf(element: Element): Element | null | undefined {
  const root = element.getRootNode() as { host?: Element; defaultView?: Window | null };
  return root.host ?? root.defaultView?.frameElement;
}

function placeOf(element: Element): string {
  const { localName } = element;
  const count = (towards: "previousElementSibling" | "nextElementSibling", like = 0): number => {
    for (let at = element[towards], left = MOST_SEEN; at && left--; at = at[towards]) {
      if (at.localName === localName) like += 1;
    }
    return like;
  };
  const before = count("previousElementSibling") + 1;
  const like = before + count("nextElementSibling");
  return like > 1 ? `:${before}/${like}` : "";
}
