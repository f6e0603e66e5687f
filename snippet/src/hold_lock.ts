/** Holds the lock that says this page load lives; returns how to let go of it. */
export function holdLock(epoch: string): () => void {
  let release = (): void => undefined;
  const over = new Promise<void>((resolve) => (release = resolve));
  navigator.locks?.request(`recorder:${epoch}`, () => over).catch(() => undefined);
  return release;
}
