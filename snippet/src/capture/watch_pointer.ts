import { guard } from "../guard";
import type { Page } from "../page";

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
    if (given.timeStamp - last < SAMPLE_MS) return;
    const event = given as PointerEvent;
    last = event.timeStamp;
    if (event.pointerType === "touch" || page.isPaused() || page.isIgnored(event)) return;
    if (!page.settings().capture.pointer) return;
    if (path.length === 0) {
      began = last;
      setTimeout(tell, SEND_MS);
    }
    path.push([Math.round(last - began), Math.round(event.pageX), Math.round(event.pageY)]);
  });
  page.listen(window, "pagehide", tell);
}
