import type { Entry } from "./delivery";
import type { NewEvent } from "./new_event";
import type { Capture } from "./session_answer";

/** What the study allows and asks for. */
export interface Settings {
  readonly capture: Capture;
  /** Selectors whose clicks the study's criteria ask about. */
  readonly watch: readonly string[];
}

/** Where the capturing functions put what they see. */
export interface Page {
  readonly root: string;
  /** True while a pause lasts: nothing the participant does is captured. */
  isPaused(): boolean;
  record(event: NewEvent, isHeld?: boolean): Entry;
  complete(entry: Entry, changed: object, isHeld?: boolean): void;
  /** Listens first, passively, guarded, and until the recording stops. */
  listen(target: EventTarget, type: string, callback: (event: Event) => void): void;
  /** Tells that a node holds the panel. */
  isOurs(node: Node): boolean;
  /** The strictest settings until the server has answered. */
  settings(): Settings;
  /** Calls when the settings are known: at once, when they are. */
  whenKnown(told: () => void): void;
  /** Something happened that answers a click: a change, a movement, another page. */
  reacted(): void;
  address(): string;
  /** Runs when the recording stops. */
  onStop(stop: () => void): void;
}
