import type { WantedAct } from "./new_act";

/** Tells the room, by an event that bubbles, what its person wants done. */
export function sayAct(from: HTMLElement, act: WantedAct, words: string): void {
  from.dispatchEvent(new CustomEvent("act", { detail: { act, words }, bubbles: true, composed: true }));
}
