/** Finds the session's token: in the fragment, else where the page before kept it. */
export function findToken(fragment: string, study: string): string {
  const given = /(?:^#|&)recorder=(ses_[\w-]+)/.exec(fragment)?.[1];
  if (given) return given;
  for (const open of [() => sessionStorage, () => localStorage]) {
    try {
      const kept = open().getItem(`recorder:${study}`) ?? "";
      if (/^ses_[\w-]+$/.test(kept)) return kept;
    } catch {
      // Storage is forbidden: only the fragment can tell.
    }
  }
  return "";
}
