import { guard } from "../guard";
import type { Page } from "../page";
import { elementOf } from "./watch_acts";

const SAMPLE_MS = 100;
const SEND_MS = 1_000;

/** Records where the pointer was, ten times a second while it moves. */
export function watchPointer(page: Page): void {
  let path: [number, number, number][] = [];
  let last = 0;
  let began = 0;
  const tell = guard(() => {
    if (path.length) page.record({ type: "pointer.moved", path });
    path = [];
  });
  page.listen(window, "pointermove", (given) => {
    const { timeStamp, pointerType, pageX, pageY } = given as PointerEvent;
    if (timeStamp - last < SAMPLE_MS) return;
    last = timeStamp;
    if (pointerType === "touch" || !page.settings().capture.pointer || !elementOf(page, given)) return;
    if (!path.length) {
      began = last;
      setTimeout(tell, SEND_MS);
    }
    path.push([last - began, pageX, pageY].map(Math.round) as [number, number, number]);
  });
  page.listen(window, "pagehide", tell);
}
