/** A node as the DOM recorder writes it; nothing in it can be relied on. */
export interface RecordedNode {
  id?: unknown;
  type?: unknown;
  tagName?: unknown;
  attributes?: Record<string, unknown>;
  childNodes?: RecordedNode[];
}
