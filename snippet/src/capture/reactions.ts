import { pageClock } from "../clock";
import { guard } from "../guard";
import { IGNORED } from "../ignored";

const LONGEST_WAIT_MS = 2_500;
const LOOK_MS = 100;

/** A click, for which an answer of the page is looked for. */
interface Click {
  readonly at_ms: number;
  reacted_ms?: number | null;
  /** How long it was waited for. */
  waited_ms?: number | null;
}

const waiting = new Map<Click, (click: Click) => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let observer: MutationObserver | undefined;

/** Notes that the page did something that answers a click: a change, a movement, another page. */
export function reacted(): void {
  for (const click of waiting.keys()) click.reacted_ms ??= Math.round(pageClock.now() - click.at_ms);
}

const see = guard((changes: MutationRecord[]) => {
  const isIgnored = ({ target, addedNodes, removedNodes }: MutationRecord): boolean =>
    [target, ...addedNodes, ...removedNodes].some((node) => (node as Element).matches?.(IGNORED));
  if (!changes.every(isIgnored)) reacted();
});

/** Tells at once of the clicks that were answered, or never will be. */
export const settle = guard((): void => {
  if (!waiting.size) return;
  // What the page has just changed is told to the observer only when the page is done.
  see(observer!.takeRecords());
  for (const [click, told] of waiting) {
    click.waited_ms = pageClock.now() - click.at_ms;
    if (click.reacted_ms == null && click.waited_ms < LONGEST_WAIT_MS) continue;
    waiting.delete(click);
    told(click);
  }
  if (waiting.size) return;
  observer!.disconnect();
  clearInterval(timer);
  timer = undefined;
});

/** Waits for the page's first answer to a click, and tells a little after it, or after 2.5 s. */
export function awaitReaction(click: Click, target: Node, told: (click: Click) => void): void {
  waiting.set(click, told);
  observer ??= new MutationObserver(see);
  for (const root of new Set([document, target.getRootNode()])) {
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  }
  // One timer for all clicks: setting one for each would cost more than the click itself.
  timer ??= setInterval(settle, LOOK_MS);
}
