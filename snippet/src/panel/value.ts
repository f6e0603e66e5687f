/** An answer; null when there is none, NaN when it is no number though one was asked for. */
export type Value = number | string | readonly string[] | null;
