import { guard } from "../guard";

const LONGEST_WAIT_MS = 2_500;
const EVERYTHING = { subtree: true, childList: true, attributes: true, characterData: true };

type Told = (reacted_ms: number | null) => void;

/** Waits after clicks for the page's first answer. */
export interface Reactions {
  /** Tells when the page answered, or null after 2.5 s. */
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
  let waiting: [told: Told, began: number][] = [];
  let answered = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = guard((): void => {
    const now = performance.now();
    clearTimeout(timer);
    timer = undefined;
    const told = waiting.filter(([, began]) => answered >= began || now - began >= LONGEST_WAIT_MS);
    waiting = waiting.filter((each) => !told.includes(each));
    for (const [tell, began] of told) tell(answered < began ? null : Math.round(answered - began));
    if (waiting[0]) setTimer(waiting[0][1] + LONGEST_WAIT_MS - now);
    else observer.disconnect();
  });
  // One timer for all clicks: setting one for each would cost more than the click itself.
  const setTimer = (ms: number): void => void (timer ??= setTimeout(settle, ms));
  const happened = (): void => {
    const last = waiting.at(-1);
    // What comes after an answer that is not told yet changes nothing.
    if (!last || answered >= last[1]) return;
    answered = performance.now();
    clearTimeout(timer);
    timer = setTimeout(settle);
  };
  const observer = new MutationObserver(
    guard((changes: MutationRecord[]) => {
      if (changes.some((change) => [change.target, ...change.addedNodes, ...change.removedNodes].every((node) => !isOurs(node)))) happened();
    }),
  );

  return {
    happened,
    settle,
    wait(target, told) {
      waiting.push([told, performance.now()]);
      observer.observe(document, EVERYTHING);
      const root = target.getRootNode();
      if (root !== document) observer.observe(root, EVERYTHING);
      setTimer(LONGEST_WAIT_MS);
    },
  };
}
