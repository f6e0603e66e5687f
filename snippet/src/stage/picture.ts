import { Replayer } from "@rrweb/replay";
import type { StagedEvent } from "./to_stage";
import { type RecordedEvent, tameEvent } from "./tame_event";
import { Taming } from "./taming";

/** What of the pinned player is used although its types keep it to itself. */
interface Inner {
  readonly mouse: HTMLElement;
  readonly emitter: { emit(name: string): void };
  on(name: "resize", handler: (size: { width: number; height: number }) => void): void;
  getCastFn(event: RecordedEvent, isSync: boolean): () => void;
}

const CHANGE = 3;
const META = 4;
const POINTER = 2;
const TAPS = new Set([2, 7]);
const TOUCHES = new Set([7, 8, 9, 10]);
const TOUCH_MOVE = 6;
const MOVES = new Set([1, TOUCH_MOVE]);
// The player asks for the time of its first event now and then.
const BEGINNING = { type: 5, timestamp: 0, data: { tag: "", payload: null } };
const RULES = ["noscript, recorder-unseen { display: none !important; }"];

/**
 * One page of a participant, rebuilt from recorded events in a frame that runs no script.
 *
 * The player's own clock stands still: whoever holds this says when an event happens.
 */
export class Picture {
  readonly element = document.createElement("div");
  readonly #player: Inner;
  readonly #taming = new Taming();
  #timer: ReturnType<typeof setTimeout> | undefined;
  width_px = 0;
  height_px = 0;
  damaged = 0;
  why = "";

  constructor(root: HTMLElement) {
    this.element.style.colorScheme = "light";
    root.append(this.element);
    this.#player = new Replayer([BEGINNING as never], {
      root: this.element,
      liveMode: true,
      mouseTail: false,
      triggerFocus: false,
      useVirtualDom: false,
      insertStyleRules: RULES,
      logger: { log: () => {}, warn: (...words: unknown[]) => this.#spoil(words.find((word) => typeof word === "string")) },
    } as never) as unknown as Inner;
    this.#player.on("resize", ({ width, height }) => {
      this.width_px = width;
      this.height_px = height;
    });
  }

  /** Lets one event happen; one that cannot is counted, and the picture goes on. */
  apply({ at_ms, text }: StagedEvent, isSeen: boolean): void {
    try {
      const event = tameEvent(text, at_ms, this.#taming);
      if (!event) return;
      clearTimeout(this.#timer);
      // A frame prefers the colours of the element that holds it, whatever its watcher's system prefers.
      if (event.type === META) this.element.style.colorScheme = event.data["scheme"] as string;
      if (isSeen && event.type === CHANGE && MOVES.has(event.data["source"] as number)) return this.#trace(event);
      this.#player.getCastFn(event, true)();
      if (event.type === CHANGE) this.#point(event.data, isSeen);
    } catch (error) {
      this.#spoil(error instanceof Error ? error.message : error);
    }
    if (this.#taming.cut) this.#spoil("nested too deep");
    this.#taming.cut = 0;
  }

  remove(): void {
    clearTimeout(this.#timer);
    this.element.remove();
  }

  /** A recorder tells of half a second of moves at once: they are shown one after another. */
  #trace(event: RecordedEvent): void {
    const { positions } = event.data as { positions: { timeOffset: number }[] };
    const [first, ...rest] = positions;
    if (!first) return;
    const one = { ...event, data: { ...event.data, positions: [first] } };
    this.#player.getCastFn(one, true)();
    this.#point(one.data, true);
    if (!rest[0]) return;
    const wait_ms = Math.min(100, Math.max(0, rest[0].timeOffset - first.timeOffset));
    this.#timer = setTimeout(() => this.#trace({ ...event, data: { ...event.data, positions: rest } }), wait_ms);
  }

  #point(data: Record<string, unknown>, isSeen: boolean): void {
    const kind = data["type"] as number;
    const isTouch = data["source"] === TOUCH_MOVE || (data["source"] === POINTER && TOUCHES.has(kind));
    this.#player.emitter.emit("flush");
    this.element.classList.toggle("is-pointed", this.#player.mouse.style.left !== "");
    if (isTouch) this.element.classList.add("is-touched");
    if (isSeen && data["source"] === POINTER && TAPS.has(kind)) this.#ring();
  }

  /** Draws a ring where the pointer is, which fades by itself. */
  #ring(): void {
    const { left, top } = this.#player.mouse.style;
    const ring = document.createElement("div");
    ring.className = "ring";
    Object.assign(ring.style, { left, top });
    ring.addEventListener("animationend", () => ring.remove());
    this.#player.mouse.parentElement?.append(ring);
  }

  #spoil(why: unknown): void {
    this.damaged += 1;
    this.why = String(why ?? "").slice(0, 200);
  }
}
