import type { Flow } from "./flow";
import type { Word } from "./words";

/** What a moderator adds to the panel. */
export interface Led {
  /** Puts the task that was followed last before the flow, also when another tab has followed. */
  load(): void;
  /** Takes the flow where the moderator wants it; answers what to say about it, "" for nothing. */
  follow(flow: Flow): Word | "";
  /** The moderator has ended the session: no further task comes. */
  isClosed(): boolean;
  /** Names the go at hand; another go is drawn anew. */
  go(): string;
  /** What the moderator tells the participant; "" for nothing, or once it was dismissed. */
  message(): string;
  dismiss(): void;
  /** Listens for the moderator while this tab leads. */
  listen(isLeading: boolean): void;
}
