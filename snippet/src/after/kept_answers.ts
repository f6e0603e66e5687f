import type { Value } from "../panel/value";

/** What this browser keeps of the form, so that a reload loses nothing. */
export interface KeptAnswers {
  readonly values: Readonly<Record<string, Value>>;
  /** What was recorded, as JSON, by question. */
  readonly sent: Readonly<Record<string, string>>;
  readonly isEnded: boolean;
}

/** Reads what is kept under a key; nothing when there is nothing, or nothing readable. */
export function keptAnswers(key: string): KeptAnswers {
  const none: KeptAnswers = { values: {}, sent: {}, isEnded: false };
  try {
    return { ...none, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<KeptAnswers>) };
  } catch {
    return none;
  }
}
