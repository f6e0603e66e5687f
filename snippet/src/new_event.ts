import type { PageEvent } from "./wire";

type WithoutTime<E> = E extends PageEvent ? Omit<E, "at_ms"> : never;

/** An event before it is stamped with the time. */
export type NewEvent = WithoutTime<PageEvent>;
