import { addressOf } from "./address";
import { type Reactions, watchReactions } from "./capture/reactions";
import { pageClock } from "./clock";
import type { Delivery, Entry } from "./delivery";
import { guard } from "./guard";
import type { NewEvent } from "./new_event";
import type { Page, Settings } from "./page";
import { watchSleep } from "./sleep_watch";
import type { PageEvent } from "./wire";

const STRICTEST: Settings = {
  capture: { pointer: true, text: "none", names: false, query: [], dom: false },
  watch: [],
};

/** One page load's recording: stamps what the capturing functions see and hands it on. */
export interface Recording extends Page {
  /** Elements whose events are never the page's. */
  readonly hosts: WeakSet<Node>;
  readonly reactions: Reactions;
  /** The server has said what the study allows. */
  know(settings: Settings): void;
  pause(isPaused: boolean): void;
  /** Leaves the page as it was. */
  stop(): void;
}

/** Starts to record into a delivery. */
export function startRecording(root: string, delivery: Delivery): Recording {
  const hosts = new WeakSet<Node>();
  const reactions = watchReactions((node) => hosts.has(node));
  const over = new AbortController();
  const { signal } = over;
  const sleptMs = watchSleep();
  let settings = STRICTEST;
  let toTell: (() => void)[] = [];
  let isPaused = false;

  return {
    root,
    hosts,
    reactions,
    record(event: NewEvent, isHeld?: boolean): Entry {
      const at_ms = pageClock.now();
      const by_ms = sleptMs();
      if (by_ms) delivery.record({ type: "clock.jumped", at_ms, by_ms });
      return delivery.record({ ...event, at_ms } as PageEvent, isHeld);
    },
    complete: delivery.complete,
    listen(target, type, callback) {
      target.addEventListener(type, guard(callback), { capture: true, passive: true, signal });
    },
    isOurs: (node) => hosts.has(node),
    settings: () => settings,
    whenKnown(told) {
      if (settings === STRICTEST) toTell.push(told);
      else told();
    },
    know(known) {
      settings = known;
      toTell.forEach((told) => guard(told)());
      toTell = [];
    },
    reacted: () => reactions.happened(),
    address: () => addressOf(new URL(location.href), root, settings.capture.query),
    isPaused: () => isPaused,
    pause(paused) {
      isPaused = paused;
    },
    onStop: (stop) => signal.addEventListener("abort", stop),
    stop() {
      isPaused = true;
      over.abort();
    },
  };
}
