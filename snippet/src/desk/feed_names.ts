import type { Marker } from "./marker";

/** What the feed calls things. */
export interface FeedNames {
  /** Titles of tasks, by their id. */
  readonly tasks: Readonly<Record<string, string>>;
  /** Names of people, by their login. */
  readonly people: Readonly<Record<string, string>>;
  readonly markers: readonly Marker[];
}
