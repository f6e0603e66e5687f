/** What a `dom.recorded` holds: one event of the DOM recorder as JSON, plain or packed, whole or a piece of it. */
export type DomData = { readonly at_ms: number } & (
  | { readonly text: string; readonly deflated?: never }
  | { readonly deflated: string; readonly text?: never }
) & {
  readonly piece?: number;
  readonly of?: number;
  /** Names what it is a piece of, within a page load. */
  readonly whole?: string;
};
