const LEAST_PX = 8;

/** Follows the pointer while it drags `handle`, and tells where it was let go. */
export function followDrag(
  handle: HTMLElement,
  move: (x_px: number, y_px: number) => void,
  drop: (x_px: number, y_px: number) => void,
): void {
  let from: PointerEvent | null = null;
  handle.onpointerdown = (event) => {
    if (event.button || (event.target as Element).closest("button")) return;
    from = event;
    handle.setPointerCapture(event.pointerId);
  };
  handle.onpointermove = ({ clientX, clientY }) => {
    if (from) move(clientX - from.clientX, clientY - from.clientY);
  };
  handle.onlostpointercapture = ({ clientX, clientY }) => {
    if (!from) return;
    const way_px = Math.hypot(clientX - from.clientX, clientY - from.clientY);
    from = null;
    move(0, 0);
    if (way_px > LEAST_PX) drop(clientX, clientY);
  };
}
