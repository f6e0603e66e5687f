import type { Core, Task } from "../core";

const PAUSE_MS = 500;

/** Asks the server, whenever it has got something new, whether the running task's criterion is met. */
export function watchSuccess(core: Core, findTask: () => Task | false | undefined, met: () => void): void {
  let isNew = true;
  core.watchStatus(() => {
    isNew = true;
  });
  setInterval(async () => {
    const task = findTask();
    if (!isNew || !task || task.ends !== "on_success") return;
    isNew = false;
    const progress = (await core.refresh())?.progress;
    if (progress?.met && progress.task === task.id && findTask() === task) met();
  }, PAUSE_MS);
}
