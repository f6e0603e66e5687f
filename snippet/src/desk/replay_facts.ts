import type { FeedNames } from "./feed_names";

/** What the replay's page tells its script. */
export interface ReplayFacts {
  readonly session: string;
  readonly login: string;
  readonly started_ms: number;
  /** Where notes can be saved, the address of the setting first. */
  readonly origins: readonly string[];
  /** Address of the stage. */
  readonly stage: string;
  /** Address of the live room; "" when the session is over. */
  readonly room: string;
  readonly names: FeedNames;
}
