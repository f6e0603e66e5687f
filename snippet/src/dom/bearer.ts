/** An element that has attributes, as far as scrubbing them has to know it. */
export interface Bearer {
  /** Its tag's name in small letters; "" when it is gone. */
  readonly tag: string;
  /** The type of an input, or "". */
  readonly kind: string;
  readonly isSvg: boolean;
  /** Itself, where it has to be asked; null when it is gone. */
  readonly element: Element | null;
}

/** Reads it off an element of the page. */
export const bearerOf = (element: Element | null): Bearer => ({
  tag: element?.localName ?? "",
  kind: element?.getAttribute("type") ?? "",
  isSvg: !!element?.namespaceURI?.endsWith("svg"),
  element,
});
