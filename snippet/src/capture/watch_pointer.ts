import { later } from "../later";
import { listen, record, settings } from "../page";
import { elementOf } from "./element_of";

const SAMPLE_MS = 100;
const SEND_MS = 1_000;

/** Records where the pointer was, ten times a second while it moves. */
export function watchPointer(): void {
  let path: [number, number, number][] = [];
  let last = 0;
  let began = 0;
  const tell = later(SEND_MS, () => {
    record({ type: "pointer.moved", path });
    path = [];
  });
  listen(window, "pointermove", (event: PointerEvent) => {
    const { timeStamp, pointerType, pageX, pageY } = event;
    if (timeStamp - last < SAMPLE_MS) return;
    last = timeStamp;
    if (pointerType === "touch" || !settings.capture.pointer || !elementOf(event)) return;
    if (!path.length) began = last;
    path.push([last - began, pageX, pageY].map(Math.round) as [number, number, number]);
    tell();
  });
}
