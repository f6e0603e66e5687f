import type { FromStage } from "./from_stage";
import { isToStage } from "./is_to_stage";
import { Picture } from "./picture";
import { style } from "./style";
import type { ToStage } from "./to_stage";

/** How long the page that holds the stage may wait for it, before it is given its turn. */
const SLICE_MS = 24;

let picture: Picture | undefined;
let waiting: ToStage[] = [];
/** How many events of the first that waits have happened. */
let done = 0;
let isRunning = false;

document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
addEventListener("resize", fit);
addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || origin !== location.origin || parent === window || !isToStage(data)) return;
  if (data.is_fresh) [waiting, done] = [[], 0];
  waiting.push(data);
  if (!isRunning) run();
});
answer(0);

/** Lets events happen for a slice of time, and goes on later. */
function run(): void {
  const until_ms = performance.now() + SLICE_MS;
  isRunning = true;
  for (let [asked] = waiting; asked; [asked] = waiting) {
    if (asked.is_fresh && done === 0) begin();
    while (done < asked.events.length && performance.now() < until_ms) {
      picture?.apply(asked.events[done] as ToStage["events"][number], asked.is_seen);
      done += 1;
    }
    if (done < asked.events.length) return void setTimeout(run);
    waiting.shift();
    done = 0;
    fit();
    answer(asked.turn);
  }
  isRunning = false;
}

function begin(): void {
  picture?.remove();
  picture = new Picture(document.body);
}

/** Shows the participant's window as large as it fits, never larger than it was. */
function fit(): void {
  const wrapper = picture?.element.querySelector<HTMLElement>(".replayer-wrapper");
  if (!picture || !wrapper || !picture.width_px) return;
  const { width_px, height_px } = picture;
  const scale = Math.min(1, innerWidth / width_px, innerHeight / height_px);
  wrapper.style.width = `${width_px}px`;
  wrapper.style.height = `${height_px}px`;
  wrapper.style.transform = `scale(${scale})`;
  wrapper.style.left = `${Math.max(0, (innerWidth - width_px * scale) / 2)}px`;
  wrapper.style.top = `${Math.max(0, (innerHeight - height_px * scale) / 2)}px`;
}

function answer(turn: number): void {
  const { width_px = 0, height_px = 0, damaged = 0, why = "" } = picture ?? {};
  const said: FromStage = { from: "stage", turn, width_px, height_px, damaged, why };
  if (parent !== window) parent.postMessage(said, location.origin);
}
