/** A node as @rrweb/record writes it down; which fields there are depends on its type. */
export interface RecordedNode {
  readonly type: number;
  readonly id: number;
  readonly tagName?: string;
  readonly attributes?: Attributes;
  readonly childNodes?: readonly RecordedNode[];
  readonly textContent?: string;
  readonly [more: string]: unknown;
}

/** Attributes by name; null where one was taken away, an object for what changed in a style. */
export type Attributes = Readonly<Record<string, unknown>>;

/** An event of @rrweb/record. */
export interface RecordedEvent {
  readonly type: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly timestamp: number;
}

/** The numbers that @rrweb/record gives to the types of its events. */
export const EVENT = { ready: 0, load: 1, whole: 2, change: 3, meta: 4 } as const;

/** The numbers that it gives to the sources of changes. */
export const SOURCE = {
  nodes: 0, mouse: 1, pressed: 2, scrolled: 3, resized: 4, input: 5, touch: 6, media: 7, rules: 8, drag: 12,
  declaration: 13, adopted: 15, defined: 16,
} as const;
