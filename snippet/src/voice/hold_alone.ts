/**
 * Holds a name among all windows of this site; null when another window holds it.
 *
 * Answers how to let go. Where browsers have no locks, every window gets it.
 */
export async function holdAlone(name: string): Promise<(() => void) | null> {
  const { locks } = navigator;
  if (!locks) return () => undefined;
  return new Promise((answer) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return answer(null);
        return new Promise<void>((release) => answer(release));
      })
      .catch(() => answer(() => undefined));
  });
}
