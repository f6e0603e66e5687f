/** What this browser keeps of the form, so that a reload loses nothing. */
export interface KeptAnswers {
  /** What the controls said, by question. */
  readonly given: Readonly<Record<string, readonly string[]>>;
  /** What was recorded, as JSON, by question. */
  readonly sent: Readonly<Record<string, string>>;
  readonly isEnded: boolean;
}

/** Reads what is kept under a key; nothing when there is nothing, or nothing readable. */
export function keptAnswers(key: string): KeptAnswers {
  const none: KeptAnswers = { given: {}, sent: {}, isEnded: false };
  try {
    return { ...none, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<KeptAnswers>) };
  } catch {
    return none;
  }
}
