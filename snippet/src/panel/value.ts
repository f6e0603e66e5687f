/** An answer; null when there is none. A `number` that is not one yet stays the text typed. */
export type Value = number | string | readonly string[] | null;
