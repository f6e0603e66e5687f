import { guard } from "../guard";

const LONGEST_WAIT_MS = 2_500;

type Told = (reacted_ms: number | null) => void;

/** Waits after a click for the page's first answer, by watching what the page does. */
export class Reactions {
  readonly #waiting = new Map<Told, number>();
  readonly #isOurs: (node: Node) => boolean;
  readonly #observer: MutationObserver;

  /**
   * @param isOurs - Tells that a node is the panel's: its changes answer nothing.
   */
  constructor(isOurs: (node: Node) => boolean) {
    this.#isOurs = isOurs;
    this.#observer = new MutationObserver(
      guard((changes: MutationRecord[]) => {
        if (changes.some((change) => this.#isThePages(change))) this.happened();
      }),
    );
  }

  /** Tells when the page answered, or null after 2.5 s. */
  wait(target: Node, told: Told): void {
    const began = performance.now();
    this.#waiting.set(told, began);
    const wanted = { subtree: true, childList: true, attributes: true, characterData: true };
    this.#observer.observe(document, wanted);
    const root = target.getRootNode();
    if (root !== document) this.#observer.observe(root, wanted);
    setTimeout(guard(() => this.#tell(told, null)), LONGEST_WAIT_MS);
  }

  /** The page did something. */
  happened(): void {
    const now = performance.now();
    for (const [told, began] of this.#waiting) this.#tell(told, Math.round(now - began));
  }

  #tell(told: Told, reacted_ms: number | null): void {
    if (!this.#waiting.delete(told)) return;
    if (this.#waiting.size === 0) this.#observer.disconnect();
    told(reacted_ms);
  }

  #isThePages(change: MutationRecord): boolean {
    if (this.#isOurs(change.target)) return false;
    const moved = [...change.addedNodes, ...change.removedNodes];
    return moved.length === 0 || !moved.every(this.#isOurs);
  }
}
