import { guard } from "../guard";

const LONGEST_WAIT_MS = 2_500;
const EVERYTHING = { subtree: true, childList: true, attributes: true, characterData: true };

type Told = (reacted_ms: number | null) => void;

/** Waits after clicks for the page's first answer. */
export interface Reactions {
  /** Tells when the page answered, or null after 2.5 s. */
  wait(target: Node, told: Told): void;
  /** The page did something. */
  happened(): void;
}

/**
 * Watches what the page does after a click.
 *
 * @param isOurs - Tells that a node is the panel's: its changes answer nothing.
 */
export function watchReactions(isOurs: (node: Node) => boolean): Reactions {
  let waiting: [told: Told, began: number][] = [];
  let isTimed = false;

  const happened = (): void => {
    if (!waiting.length) return;
    const answered = waiting;
    waiting = [];
    observer.disconnect();
    const now = performance.now();
    for (const [told, began] of answered) told(Math.round(now - began));
  };
  const isThePages = ({ target, addedNodes, removedNodes }: MutationRecord): boolean => {
    const moved = [...addedNodes, ...removedNodes];
    return !isOurs(target) && !(moved.length && moved.every(isOurs));
  };
  const observer = new MutationObserver(
    guard((changes: MutationRecord[]) => {
      if (changes.some(isThePages)) happened();
    }),
  );
  /** One timer for all clicks: setting one for each would cost more than the click itself. */
  const giveUp = guard((): void => {
    const now = performance.now();
    while (waiting[0] && now - waiting[0][1] >= LONGEST_WAIT_MS) waiting.shift()![0](null);
    isTimed = false;
    if (waiting[0]) setTimer(waiting[0][1] + LONGEST_WAIT_MS - now);
    else observer.disconnect();
  });
  const setTimer = (ms: number): void => {
    if (!isTimed) setTimeout(giveUp, ms);
    isTimed = true;
  };

  return {
    happened,
    wait(target, told) {
      waiting.push([told, performance.now()]);
      observer.observe(document, EVERYTHING);
      const root = target.getRootNode();
      if (root !== document) observer.observe(root, EVERYTHING);
      setTimer(LONGEST_WAIT_MS);
    },
  };
}
