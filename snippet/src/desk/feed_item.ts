/** What the filter chips tell apart; remarks stand in a tab of their own. */
export type FeedKind = "note" | "marker" | "task" | "page" | "fault" | "remark";

/** One line of the feed. */
export interface FeedItem {
  /** `<epoch>:<seq>` of its event, or `waiting:<act>` while the server does not have it. */
  readonly key: string;
  /** The moment it speaks of, on the session's clock. */
  readonly at_ms: number;
  readonly kind: FeedKind;
  readonly words: string;
  readonly detail: string;
  /** Login of whoever did it; "" for the participant and the page. */
  readonly person: string;
  readonly note: string;
  readonly marker: string;
  readonly isMilestone: boolean;
  readonly isUndone: boolean;
  readonly isChanged: boolean;
  /** `waiting`: not sent yet; otherwise why the server refused it, "" when it has it. */
  readonly trouble: string;
}
