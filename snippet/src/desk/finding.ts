/** What the criterion of a task has found so far. */
export interface Finding {
  readonly task: string;
  readonly words: string;
  readonly reasons: readonly string[];
}
