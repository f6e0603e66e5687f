import { guard } from "../guard";

const LONGEST_WAIT_MS = 2_500;
const LOOK_MS = 100;
const EVERYTHING = { subtree: true, childList: true, attributes: true, characterData: true };

type Told = (reacted_ms: number | null) => void;

/** Waits after clicks for the page's first answer. */
export interface Reactions {
  /** Tells a little after the page answered when it did, or null after 2.5 s. */
  wait(target: Node, told: Told): void;
  /** The page did something: only the time is noted, the rest waits until the page is done. */
  happened(): void;
  /** Tells at once what was noted: the page may be gone after this. */
  settle(): void;
}

/**
 * Watches what the page does after a click.
 *
 * @param isOurs - Tells that a node is the panel's: its changes answer nothing.
 */
export function watchReactions(isOurs: (node: Node) => boolean): Reactions {
  let waiting: [told: Told, began: number, reacted_ms?: number][] = [];
  let timer: ReturnType<typeof setInterval> | undefined;

  const happened = (): void => {
    for (const each of waiting) each[2] ??= Math.round(performance.now() - each[1]);
  };
  const settle = guard(() => {
    waiting = waiting.filter(([told, began, reacted_ms]) => {
      const isOpen = reacted_ms === undefined && performance.now() - began < LONGEST_WAIT_MS;
      if (!isOpen) told(reacted_ms ?? null);
      return isOpen;
    });
    if (waiting.length) return;
    observer.disconnect();
    clearInterval(timer);
    timer = undefined;
  });
  const observer = new MutationObserver(
    guard((changes: MutationRecord[]) => {
      const isThePages = ({ target, addedNodes, removedNodes }: MutationRecord): boolean =>
        ![target, ...addedNodes, ...removedNodes].some(isOurs);
      if (changes.some(isThePages)) happened();
    }),
  );

  return {
    happened,
    settle,
    wait(target, told) {
      waiting.push([told, performance.now()]);
      for (const root of new Set([document, target.getRootNode()])) observer.observe(root, EVERYTHING);
      // One timer for all clicks: setting one for each would cost more than the click itself.
      timer ??= setInterval(settle, LOOK_MS);
    },
  };
}
