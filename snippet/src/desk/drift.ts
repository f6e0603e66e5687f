/** What brings a sound back into step. */
export type Correction = { readonly act: "seek" } | { readonly act: "rate"; readonly rate: number };

/** Less than this nobody hears. */
const CLOSE_MS = 25;
/** Beyond this a jump is better than a while at another pace. */
const FAR_MS = 200;
/** The most by which its pace may change without being heard as such. */
const HURRY = 0.12;
/** What is late by a second would hurry by this much. */
const HURRY_BY_S = 1.2;

/**
 * Tells how a sound that is late or early gets back into step.
 *
 * @param drift_ms - How much later the sound is than the picture, in the session's time.
 * @param hasJumped - It jumped a moment ago: jumping again could go on for ever where that takes long.
 */
export function correct(drift_ms: number, rate: number, hasJumped = false): Correction {
  if (Math.abs(drift_ms) > FAR_MS * Math.max(1, rate) && !hasJumped) return { act: "seek" };
  if (Math.abs(drift_ms) < CLOSE_MS) return { act: "rate", rate };
  const hurry = Math.min(HURRY, Math.max(-HURRY, (drift_ms / 1000) * HURRY_BY_S));
  return { act: "rate", rate: rate * (1 + hurry) };
}
