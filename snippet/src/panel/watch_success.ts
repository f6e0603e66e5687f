import type { Core } from "../core";

const AFTER_ACTIVITY_MS = 700;
const AFTER_DELIVERY_MS = 2_000;

/** Asks the server after every activity whether the running task's criterion is met. */
export function watchSuccess(core: Core, findTask: () => string | false | undefined, met: () => void): void {
  let timer = 0;
  let unsent = 0;
  const check = async () => {
    timer = 0;
    await core.flush();
    const progress = (await core.refresh())?.progress;
    if (progress?.met && progress.task === findTask()) met();
  };
  const soon = (wait_ms: number) => {
    if (findTask()) timer ||= window.setTimeout(check, wait_ms);
  };
  const act = () => soon(AFTER_ACTIVITY_MS);
  for (const type of ["click", "change", "submit"]) addEventListener(type, act, true);
  core.watchAddress(act);
  // What the page reports by itself is seen as a delivery.
  core.watchStatus((status) => {
    if (unsent && !status.unsent) soon(AFTER_DELIVERY_MS);
    unsent = status.unsent;
  });
  act();
}
