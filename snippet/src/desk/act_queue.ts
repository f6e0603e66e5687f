import { type TextStore, storage } from "../storage";
import type { NewAct } from "./new_act";

/** An act that the server has not taken yet. */
export interface WaitingAct {
  readonly act: NewAct;
  /** Why the server refused it; "" while it has not answered. */
  readonly refused: string;
}

/**
 * Acts that wait for the server, kept by the browser so that closing the tab loses none.
 *
 * They are kept apart by session and person: whoever signs in here next sends none of them.
 * Each has a key of its own, so that two tabs never write over one another's.
 */
export class ActQueue {
  readonly #prefix: string;
  readonly #store: TextStore;
  readonly #waiting = new Map<string, WaitingAct>();

  constructor(session: string, login: string, store: TextStore = storage) {
    this.#prefix = `recorder.room.${session}.${login}.`;
    this.#store = store;
    for (const kept of store.keys(this.#prefix).map((key) => readKept(store.get(key))).sort(byTime)) {
      if (kept) this.#waiting.set(kept.act.act, kept);
    }
  }

  /** All of them, oldest first. */
  get waiting(): readonly WaitingAct[] {
    return [...this.#waiting.values()];
  }

  add(act: NewAct): void {
    this.#keep({ act, refused: "" });
  }

  /** Forgets an act: the server has it, or its person does not want it any more. */
  remove(act: string): void {
    this.#waiting.delete(act);
    this.#store.remove(this.#prefix + act);
  }

  /** Notes why the server refused an act, or with "" that it is to be asked again. */
  refuse(act: string, refused: string): void {
    const waiting = this.#waiting.get(act);
    if (waiting) this.#keep({ ...waiting, refused });
  }

  #keep(waiting: WaitingAct): void {
    this.#waiting.set(waiting.act.act, waiting);
    this.#store.set(this.#prefix + waiting.act.act, JSON.stringify(waiting));
  }
}

function readKept(text: string | null): WaitingAct | null {
  try {
    return JSON.parse(text ?? "null") as WaitingAct | null;
  } catch {
    return null;
  }
}

function byTime(one: WaitingAct | null, other: WaitingAct | null): number {
  return (one?.act.at_ms ?? 0) - (other?.act.at_ms ?? 0);
}
