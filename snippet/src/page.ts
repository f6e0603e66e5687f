import { addressOf } from "./address";
import { settle } from "./capture/reactions";
import { pageClock } from "./clock";
import type { Delivery } from "./delivery";
import { guard } from "./guard";
import type { NewEvent } from "./new_event";
import type { Capture } from "./session_answer";
import { watchSleep } from "./sleep_watch";
import type { PageEvent } from "./wire";

/** An event with its time, which may still be changed while it is held. */
export type Recorded<E> = { -readonly [K in keyof E]: E[K] } & { at_ms: number };
type Settings = { readonly capture: Partial<Capture>; readonly watch: readonly string[]; readonly control?: object };

const sleptMs = watchSleep();

/** What the study allows and asks for; the strictest until the server has answered. */
export let settings: Settings = {
  capture: { pointer: true }, watch: [],
};
/** What has to be said anew when the settings are known. */
let early: (() => void)[] | undefined = [];
/** Nothing is captured any more. */
export let isOver = false;
let delivery: Delivery;
let root: string;
let isPaused = false;

/** Begins the one recording of a page load. */
export function openPage(itsRoot: string, itsDelivery: Delivery): void {
  root = itsRoot;
  delivery = itsDelivery;
}

/** Captures nothing from now on. */
export function closePage(): void {
  isOver = true;
}

/** Nothing that the participant does is captured while a pause lasts. */
export function pausePage(isOn: boolean): void {
  isPaused = isOn;
}

/** Tells whether the participant is not watched now. */
export const isIdle = (): boolean => isOver || isPaused;

/** Stamps what was seen with the time and queues it; while it is held, it may be changed. */
export function record<E extends NewEvent>(event: E, isHeld?: boolean): Recorded<E> {
  const at_ms = pageClock.now();
  const by_ms = sleptMs();
  // What is urgent takes with it what clicks before it have brought about.
  settle();
  if (by_ms) delivery.record({ type: "clock.jumped", at_ms, by_ms });
  const stamped = Object.assign(event, { at_ms });
  delivery.record(stamped as PageEvent, isHeld);
  return stamped;
}

/** A held event is complete; it is sent within `delay` ms, or with the next batch. */
export const release = (event: object, delay?: number): void => delivery.release(event as PageEvent, delay);

/** Listens first, passively, guarded, and until the recording is over. */
export function listen<E extends Event>(target: EventTarget, type: string, heard: (event: E) => void): void {
  const guarded = guard((event: Event) => isOver || heard(event as E));
  target.addEventListener(type, guarded, { capture: true, passive: true });
}

/** Calls now, and again when the settings get known. */
export function asAllowed(tell: () => void): void {
  tell();
  early?.push(tell);
}

/** The server has said what the study allows. */
export function know(known: Settings): void {
  settings = known;
  early?.forEach((tell) => tell());
  early = undefined;
}

/** An address as the study may know it. */
export const allowedAddress = (address: string): string => addressOf(new URL(address), root, settings.capture.query ?? []);
