import type { Store } from "../core";

/**
 * Lets the newest visible tab of a session lead, and only that one.
 *
 * A tab that comes into view takes the lead; one that goes passes it on. Web Locks end with
 * the tab, even when it crashes; where the page is not secure, the store and its events do.
 */
export function lead(name: string, store: Store, told: (isLeading: boolean) => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  let isLeading = false;
  const tell = (isNow: boolean) => {
    if (isNow !== isLeading) told((isLeading = isNow));
  };
  const want = navigator.locks ? byLocks(name, tell) : byStore(store, tell, signal);
  const look = () => {
    if (!document.hidden && !isLeading) want(true);
  };
  document.addEventListener("visibilitychange", look, { signal });
  addEventListener("pageshow", look, { signal });
  addEventListener("pagehide", () => want(false), { signal });
  look();
  return () => {
    stopping.abort();
    want(false);
  };
}

type Tell = (isLeading: boolean) => void;

function byLocks(name: string, tell: Tell): (isWanted: boolean) => void {
  let release = () => {};
  let turn = 0;
  const ask = (steal: boolean) => {
    const mine = ++turn;
    const hold = () =>
      new Promise<void>((resolve) => {
        // A lock that comes too late is passed on.
        if (mine !== turn || document.hidden) return resolve();
        release = resolve;
        tell(true);
      });
    navigator.locks.request(name, { steal }, hold).catch(() => {
      if (mine !== turn) return;
      tell(false);
      // Whoever took it may go again while this tab is still in view.
      if (!document.hidden) ask(false);
    });
  };
  return (isWanted) => {
    turn++;
    release();
    tell(false);
    if (isWanted) ask(true);
  };
}

function byStore(store: Store, tell: Tell, signal: AbortSignal): (isWanted: boolean) => void {
  const me = `${Math.random()}`;
  const want = (isWanted: boolean) => {
    if (isWanted) store.set("lead", me);
    else if (store.get("lead") === me) store.remove("lead");
    tell(isWanted);
  };
  const look = () => {
    const leader = store.get("lead");
    if (leader) tell(leader === me);
    else if (!document.hidden) want(true);
  };
  addEventListener("storage", look, { signal });
  return want;
}
