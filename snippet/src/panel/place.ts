import type { Store } from "../core";
import { followDrag } from "./follow_drag";
import type { Host } from "./host";

const GAP_PX = 16;
const PHONE_PX = 480;
/** An element this much of the window cannot be hidden by a panel as a whole. */
const LARGE = 0.4;

const isTop = (corner: number) => corner < 2;
const isLeft = (corner: number) => corner % 3 === 0;
const isDocked = () => innerWidth <= PHONE_PX;

/** Keeps the panel in a corner: moved by button or drag, never over the page's focus. */
export class Place {
  readonly #host: Host;
  readonly #card: HTMLElement;
  readonly #store: Store;
  readonly #collapse: () => void;
  readonly #over = new AbortController();
  /** Clockwise from the top left. */
  #corner: number;
  #frame = 0;

  constructor(
    host: Host, card: HTMLElement, handle: HTMLElement, store: Store, isRtl: boolean, collapse: () => void,
  ) {
    this.#host = host;
    this.#card = card;
    this.#store = store;
    this.#collapse = collapse;
    this.#corner = Number(store.get("corner") ?? (isRtl ? 3 : 2));
    const soon = () => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#avoid());
    };
    const { signal } = this.#over;
    addEventListener("resize", () => this.#go(this.#corner), { signal });
    for (const type of ["focusin", "scroll", "resize"]) {
      addEventListener(type, soon, { capture: true, passive: true, signal });
    }
    followDrag(handle, (x, y) => this.#put("transform", `translate(${x}px,${y}px)`), (x, y) => {
      const isRight = x > innerWidth / 2;
      this.#choose(y < innerHeight / 2 ? Number(isRight) : 3 - Number(isRight));
    });
    this.#go(this.#corner);
    soon();
  }

  /** Goes to the next corner, or to the other end of a narrow window. */
  turn(): void {
    this.#choose(isDocked() ? 3 - this.#corner : (this.#corner + 1) % 4);
  }

  stop(): void {
    this.#over.abort();
  }

  #put(property: string, value: string): void {
    this.#host.rule.setProperty(property, value, "important");
  }

  #go(corner: number): void {
    this.#corner = corner;
    const gap = isDocked() ? "0px" : `${GAP_PX}px`;
    this.#put("top", isTop(corner) ? gap : "auto");
    this.#put("bottom", isTop(corner) ? "auto" : gap);
    this.#put("left", isLeft(corner) ? gap : "auto");
    this.#put("right", isLeft(corner) ? "auto" : gap);
    this.#card.classList.toggle("top", isTop(corner));
  }

  #choose(corner: number): void {
    this.#go(corner);
    this.#store.set("corner", String(corner));
  }

  #covers(corner: number, target: DOMRect): boolean {
    const { width, height } = this.#host.element.getBoundingClientRect();
    const left = isLeft(corner) ? 0 : innerWidth - width - GAP_PX;
    const top = isTop(corner) ? 0 : innerHeight - height - GAP_PX;
    const isBeside = target.right < left || target.left > left + width + GAP_PX;
    return !isBeside && target.bottom > top && target.top < top + height + GAP_PX;
  }

  /** Makes way for what has the focus: by another corner, else by shrinking. */
  #avoid(canCollapse = true): void {
    const { element } = this.#host;
    const focused = document.activeElement;
    if (!element.isConnected || !focused || focused === document.body || focused.contains(element)) return;
    const target = focused.getBoundingClientRect();
    const isLarge = target.width * target.height > LARGE * innerWidth * innerHeight;
    if (isLarge || !this.#covers(this.#corner, target)) return;
    const others = [3, 1, 2].map((by) => (this.#corner + by) % 4);
    const free = others.find((corner) => !this.#covers(corner, target));
    if (free !== undefined) return this.#go(free);
    if (!canCollapse) return;
    this.#collapse();
    this.#avoid(false);
  }
}
