import type { Store } from "../core";

const KEY = "dom";
const WRITE_EACH = 20_000;
/** Half of what the server takes of one session: tasks and clicks must find room beside it. */
const MOST_SIZE = 32_000_000;
const MOST_EVENTS = 100_000;
/** What stands around an event on the wire, and what counting it costs. */
const EACH = MOST_SIZE / MOST_EVENTS;

/** How much of a session's room the recording of its pages may take. */
export interface Allowance {
  /** Takes so much; answers whether there was room. */
  take(size: number): boolean;
  /** Keeps the count for the next page. */
  keep(): void;
}

/** Counts over all pages of a session what the recording of them has sent. */
export function openAllowance(store: Store): Allowance {
  let spent = Number(store.get(KEY));
  let kept = spent;
  const keep = (): void => {
    store.set(KEY, `${Math.round(spent)}`);
    kept = spent;
  };
  return {
    keep,
    take(size) {
      if (spent > MOST_SIZE) return false;
      spent += size + EACH;
      if (spent - kept > WRITE_EACH) keep();
      return true;
    },
  };
}
