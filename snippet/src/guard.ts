import { say } from "./say";

const MOST_FAULTS = 20;

let faults = 0;
let spentMs = 0;

/**
 * Wraps a callback so that a fault of ours never reaches the page.
 *
 * The page's `onerror` is part of what is observed: our own faults may not appear there.
 * After 20 of them the recorder is silent.
 */
export function guard<A extends unknown[]>(callback: (...given: A) => void): (...given: A) => void {
  return (...given) => {
    if (faults >= MOST_FAULTS) return;
    const began = performance.now();
    try {
      callback(...given);
    } catch (fault) {
      faults += 1;
      say(`fault: ${fault as string}`);
    }
    spentMs += performance.now() - began;
  };
}

/** Milliseconds spent in guarded callbacks since the last call. */
export function takeSpentMs(): number {
  const spent = spentMs;
  spentMs = 0;
  return spent;
}
