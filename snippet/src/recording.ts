import { addressOf } from "./address";
import { watchReactions } from "./capture/reactions";
import { pageClock } from "./clock";
import type { Delivery } from "./delivery";
import { guard } from "./guard";
import type { NewEvent } from "./new_event";
import type { Entry } from "./outbox";
import type { Page, Settings } from "./page";
import { watchSleep } from "./sleep_watch";
import type { PageEvent } from "./wire";

const STRICTEST: Settings = {
  capture: { pointer: true, text: "none", names: false, query: [], dom: false },
  watch: [],
};

/** One page load's recording: stamps what the capturing functions see and hands it on. */
export class Recording implements Page {
  readonly root: string;
  readonly hosts = new WeakSet<Node>();
  readonly reactions = watchReactions((node) => this.hosts.has(node));
  readonly #delivery: Delivery;
  readonly #over = new AbortController();
  readonly #sleptMs = watchSleep();
  #settings = STRICTEST;
  #toTell: (() => void)[] = [];
  #paused = false;

  constructor(root: string, delivery: Delivery) {
    this.root = root;
    this.#delivery = delivery;
  }

  record(event: NewEvent, isHeld = false): Entry {
    const at_ms = pageClock.now();
    const by_ms = this.#sleptMs();
    if (by_ms) this.#delivery.record({ type: "clock.jumped", at_ms, by_ms });
    return this.#delivery.record({ ...event, at_ms } as PageEvent, isHeld);
  }

  complete(entry: Entry, changed: object, isHeld = false): void {
    this.#delivery.complete(entry, changed, isHeld);
  }

  listen(target: EventTarget, type: string, callback: (event: Event) => void): void {
    const { signal } = this.#over;
    target.addEventListener(type, guard(callback), { capture: true, passive: true, signal });
  }

  isIgnored(event: Event): boolean {
    return event.composedPath().some(
      (node) => this.hosts.has(node as Node) || (node as Element).hasAttribute?.("data-recorder-ignore"),
    );
  }

  settings(): Settings {
    return this.#settings;
  }

  whenKnown(told: () => void): void {
    if (this.#settings === STRICTEST) this.#toTell.push(told);
    else told();
  }

  /** The server has said what the study allows. */
  know(settings: Settings): void {
    this.#settings = settings;
    const waiting = this.#toTell;
    this.#toTell = [];
    waiting.forEach(guard((told: () => void) => told()) as (told: () => void) => void);
  }

  reacted = (): void => this.reactions.happened();

  address(): string {
    return addressOf(new URL(location.href), this.root, this.#settings.capture.query);
  }

  isPaused(): boolean {
    return this.#paused;
  }

  pause(isPaused: boolean): void {
    this.#paused = isPaused;
  }

  onStop(stop: () => void): void {
    this.#over.signal.addEventListener("abort", stop);
  }

  /** Leaves the page as it was. */
  stop(): void {
    this.#paused = true;
    this.#over.abort();
  }
}
