/** Finds the nearest element around that fits, also out of the shadow roots it lies in. */
export function closest(element: Element | null | undefined, selector: string): Element | null {
  const found = element?.closest(selector);
  return found || !element ? (found ?? null) : closest((element.getRootNode() as ShadowRoot).host, selector);
}
