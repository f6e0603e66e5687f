import type { Core } from "../core";

const PATIENCE_MS = 4_000;

/**
 * Delivers the rest and goes on to the questions after the study, or ends the session.
 *
 * Returns false when the server cannot be reached: the page there could not be opened
 * either, so the participant stays, and may try again.
 */
export async function leaveTasks(core: Core, isStopped: boolean): Promise<boolean> {
  const { session, store } = core;
  const isMore = session.has_after_study && !isStopped;
  const isEnding = !isMore && !store.get("ended");
  if (isEnding) store.set("ended", "1");
  const sending = isEnding ? core.end(isStopped ? "stopped" : "finished") : core.flush();
  await Promise.race([sending, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  if (core.status().state === "saved") return false;
  location.assign(isMore ? core.afterAddress() : session.done);
  return true;
}
