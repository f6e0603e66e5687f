import type { Capture } from "../session_answer";

/** What the study allows of a page, and how the nodes of the page are found again. */
export interface Rules {
  readonly text: Capture["text"];
  readonly query: readonly string[];
  /** Finds a recorded node in the page; null when it is gone. */
  readonly find: (id: number) => Node | null;
}
