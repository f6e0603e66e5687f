/** What brings a sound back into step. */
export type Correction = { readonly act: "seek" } | { readonly act: "rate"; readonly rate: number };

/** Less than this nobody hears. */
const CLOSE_MS = 25;
/** Beyond this a jump is better than a while at another pace. */
const FAR_MS = 250;
const HURRY = 0.06;

/**
 * Tells how a sound that is late or early gets back into step.
 *
 * @param drift_ms - How much later the sound is than the picture, in the session's time.
 */
export function correct(drift_ms: number, rate: number): Correction {
  if (Math.abs(drift_ms) > FAR_MS * Math.max(1, rate)) return { act: "seek" };
  if (Math.abs(drift_ms) < CLOSE_MS) return { act: "rate", rate };
  return { act: "rate", rate: rate * (drift_ms > 0 ? 1 + HURRY : 1 - HURRY) };
}
