/** The element that a node lies in, or is: out of shadow roots, and out of frames of the same origin. */
export function elementAround(node: Node | null): Element | null {
  if (!node || node.nodeType === 1) return node as Element | null;
  const { parentNode } = node;
  if (parentNode) return elementAround(parentNode);
  return (node as ShadowRoot).host ?? (node as Document).defaultView?.frameElement ?? null;
}
