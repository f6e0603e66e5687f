import type { NewEvent } from "./new_event";
import type { SessionAnswer } from "./session_answer";
import type { Status } from "./status";

export type { NewEvent } from "./new_event";
export type { Capture, Control, Progress, Question, SessionAnswer, Task } from "./session_answer";
export type { Status } from "./status";

/** Small state of one session that outlives a page. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** What the recording core offers to the panel. */
export interface Core {
  /** Where the recorder is, without a slash at the end. */
  readonly server: string;
  /** Names this session to the recorder; the page of the closing questions needs it too. */
  readonly token: string;
  /** Names this page load. */
  readonly epoch: string;
  /** The newest `GET /v1/session`, or the copy kept in storage. */
  readonly session: SessionAnswer;
  /** The prototype's root as a path, `/` unless `data-root` says otherwise. */
  readonly root: string;
  /** Stamps an event with the time and queues it. */
  record(event: NewEvent): void;
  /** Delivers everything now, as long as the server takes it; resolves when all was answered or one has failed. */
  flush(): Promise<void>;
  status(): Status;
  /** Tells at once and at every change. */
  watchStatus(told: (status: Status) => void): void;
  /** The current address below the root, as in `page.viewed`. */
  address(): string;
  /** Asks the server again; null when it does not answer. */
  refresh(): Promise<SessionAnswer | null>;
  /** Nothing the participant does is captured while a pause is on. */
  pause(isOn: boolean): void;
  /** Ends the session, delivers what it can and keeps the rest for the next load. */
  end(why: "finished" | "stopped"): Promise<void>;
  /** Called before the last event of a page load; whoever sets it calls the one before. `hear.ts` does. */
  leaving?(): void;
  readonly store: Store;
}
