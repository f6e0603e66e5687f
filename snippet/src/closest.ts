/** Finds the nearest element around that fits, also out of the shadow roots it lies in. */
export function closest(element: Element | null | undefined, selector: string): Element | null {
  if (!element) return null;
  return element.closest(selector) ?? closest((element.getRootNode() as ShadowRoot).host, selector);
}
