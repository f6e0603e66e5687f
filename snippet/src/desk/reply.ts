import type { WantedAct } from "./new_act";

/** What comes of a command. */
export interface Reply {
  /** What is to be done; null where the command makes no sense as the session stands. */
  readonly act: WantedAct | null;
  /** What to say of it, or why nothing is done. */
  readonly words: string;
}
