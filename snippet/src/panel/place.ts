import type { Store } from "../core";
import type { Host } from "./host";

const GAP_PX = 16;
/** An element this much of the window cannot be hidden by a panel as a whole. */
const LARGE = 0.4;

/** Where the panel stands, and how it gets out of the way. */
export interface Place {
  /** Goes to the next corner. */
  turn(): void;
  stop(): void;
}

/** Keeps the panel in a corner: moved by button or drag, never over the page's focus. */
export function keepPlace(
  { element, rule }: Host,
  card: HTMLElement,
  handle: HTMLElement,
  store: Store,
  isRtl: boolean,
  collapse: () => void,
): Place {
  const stopping = new AbortController();
  const { signal } = stopping;
  // Corners clockwise from the top left.
  let corner = Number(store.get("corner") ?? (isRtl ? 3 : 2));
  const put = (property: string, value: string) => rule.setProperty(property, value, "important");
  const isDocked = () => innerWidth <= 480;
  const isTop = (at: number) => at < 2;
  const isLeft = (at: number) => at === 0 || at === 3;
  const go = (at: number) => {
    corner = at;
    const gap = isDocked() ? "0px" : `${GAP_PX}px`;
    put("top", isTop(at) ? gap : "auto");
    put("bottom", isTop(at) ? "auto" : gap);
    put("left", isLeft(at) ? gap : "auto");
    put("right", isLeft(at) ? "auto" : gap);
    card.classList.toggle("top", isTop(at));
  };
  const choose = (at: number) => {
    go(at);
    store.set("corner", String(at));
  };

  const covers = (at: number, target: DOMRect) => {
    const { width, height } = element.getBoundingClientRect();
    const left = isDocked() || isLeft(at) ? 0 : innerWidth - width - GAP_PX;
    const top = isTop(at) ? 0 : innerHeight - height - GAP_PX;
    const isBeside = target.right < left || target.left > left + width + GAP_PX;
    return !isBeside && target.bottom > top && target.top < top + height + GAP_PX;
  };
  const avoid = (canCollapse = true) => {
    const focused = document.activeElement;
    if (!element.isConnected || !focused || focused === element) return;
    if (focused === document.body || focused.contains(element)) return;
    const target = focused.getBoundingClientRect();
    const isLarge = target.width * target.height > LARGE * innerWidth * innerHeight;
    if (isLarge || !covers(corner, target)) return;
    const free = [3, 1, 2].map((by) => (corner + by) % 4).find((at) => !covers(at, target));
    if (free !== undefined) return go(free);
    if (!canCollapse) return;
    collapse();
    avoid(false);
  };
  let frame = 0;
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => avoid());
  };
  for (const type of ["focusin", "scroll", "resize"]) {
    addEventListener(type, soon, { capture: true, passive: true, signal });
  }
  addEventListener("resize", () => go(corner), { signal });
  drag(handle, put, signal, (x, y) => choose(y < innerHeight / 2 ? (x < innerWidth / 2 ? 0 : 1) : x < innerWidth / 2 ? 3 : 2));

  go(corner);
  soon();
  return { turn: () => choose((corner + (isDocked() ? 5 - 2 * corner : 1)) % 4), stop: () => stopping.abort() };
}

/** Follows the pointer and tells where it was let go. */
function drag(
  handle: HTMLElement,
  put: (property: string, value: string) => void,
  signal: AbortSignal,
  dropped: (x: number, y: number) => void,
): void {
  let from: PointerEvent | null = null;
  handle.addEventListener("pointerdown", (event) => {
    if (event.button || (event.target as Element).closest("button")) return;
    from = event;
    handle.setPointerCapture(event.pointerId);
  }, { signal });
  handle.addEventListener("pointermove", (event) => {
    if (from) put("transform", `translate(${event.clientX - from.clientX}px,${event.clientY - from.clientY}px)`);
  }, { signal });
  for (const type of ["pointerup", "pointercancel"] as const) {
    handle.addEventListener(type, (event) => {
      if (!from) return;
      const isMoved = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > 8;
      from = null;
      put("transform", "none");
      if (isMoved && type === "pointerup") dropped(event.clientX, event.clientY);
    }, { signal });
  }
}
