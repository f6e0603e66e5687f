import type { NewEvent } from "./new_event";
import type { SessionAnswer } from "./session_answer";
import type { Status } from "./status";

export type { NewEvent } from "./new_event";
export type { Capture, Progress, Question, SessionAnswer, Task } from "./session_answer";
export type { Status } from "./status";

/** Small state of one session that outlives a page. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** What the recording core offers to the panel. */
export interface Core {
  readonly study: string;
  /** Base address of the recorder, without a slash at its end. */
  readonly server: string;
  /** Names this session to the recorder; the page of the closing questions needs it too. */
  readonly token: string;
  /** The newest `GET /v1/session`, or the copy kept in storage. */
  readonly session: SessionAnswer;
  /** The prototype's root as a path, `/` unless `data-root` says otherwise. */
  readonly root: string;
  /** Stamps an event with the time and queues it. */
  record(event: NewEvent): void;
  /** Tries to deliver everything now; resolves when it was answered or has failed. */
  flush(): Promise<void>;
  status(): Status;
  /** Tells at once and at every change; returns how to stop. */
  watchStatus(told: (status: Status) => void): () => void;
  /** The current address below the root, as in `page.viewed`. */
  address(): string;
  /** Tells when the address changes without a page load; returns how to stop. */
  watchAddress(told: (address: string) => void): () => void;
  /** Asks the server again; null when it does not answer. */
  refresh(): Promise<SessionAnswer | null>;
  /** Nothing the participant does is captured until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends the session, delivers what it can and keeps the rest for the next load. */
  end(why: "finished" | "stopped"): Promise<void>;
  /** `session.after` with the token in its fragment, so that the page there can go on. */
  afterAddress(): string;
  readonly store: Store;
  /** Events through this element are never the page's. */
  ignore(host: Element): void;
}
