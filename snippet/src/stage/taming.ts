import { SCHEMES } from "../schemes";
import type { RecordedNode } from "./recorded_node";
import { tameAttributes } from "./tame_attributes";

/** Elements that show nothing themselves. */
const UNSEEN = new Set(["base", "link", "meta", "param", "script", "template"]);
/** Elements that show what they fetch: a box stands where they stood. */
const FETCHING = new Set(["applet", "embed", "fencedframe", "frame", "frameset", "object", "portal"]);
const ELEMENT = 2;
/** Browsers draw pages by recursion; deeper ones end the tab. */
const DEEPEST = 400;
const MOST_NODES = 300_000;

/** Makes recorded nodes harmless, and keeps count of how deep and how many they are. */
export class Taming {
  readonly #depths = new Map<number, number>();
  /** Nodes that were left out for being nested too deep. */
  cut = 0;

  /** Begins a new page: nothing that was there before counts. */
  begin(): void {
    this.#depths.clear();
  }

  /**
   * Makes a node and all below it harmless, in place.
   *
   * @param parent - The id of the node that it is put into; undefined for a whole page.
   * @throws RangeError when the page has more nodes than a browser can show at ease.
   */
  tame(node: RecordedNode, parent?: unknown): void {
    const ahead: [RecordedNode, number][] = [[node, (this.#depths.get(parent as number) ?? -1) + 1]];
    for (let next = ahead.pop(); next; next = ahead.pop()) {
      const [one, depth] = next;
      if (typeof one !== "object" || one === null) throw new TypeError("a node is none");
      this.#count(one, depth);
      if (one.type === ELEMENT) tameElement(one);
      if (!Array.isArray(one.childNodes)) continue;
      if (depth >= DEEPEST) {
        this.cut += one.childNodes.length;
        one.childNodes = [];
      }
      for (const child of one.childNodes) ahead.push([child, depth + 1]);
    }
  }

  #count({ id }: RecordedNode, depth: number): void {
    if (!Number.isSafeInteger(id)) throw new TypeError("a node has no number");
    if (depth > DEEPEST) throw new RangeError("nested too deep");
    this.#depths.set(id as number, depth);
    if (this.#depths.size > MOST_NODES) throw new RangeError(`more than ${MOST_NODES} nodes`);
  }
}

function tameElement(element: RecordedNode): void {
  const tag = String(element.tagName).toLowerCase();
  element.attributes = { ...element.attributes };
  element.childNodes ??= [];
  // The recorder writes the text of a linked style sheet into its link, which shows it then.
  const isStyle = tag === "link" && typeof element.attributes["_cssText"] === "string";
  const { name, content } = element.attributes;
  if (tag === "meta" && name === "color-scheme" && SCHEMES.test(String(content))) {
    element.attributes = { name, content };
  } else if (UNSEEN.has(tag) && !isStyle) {
    element.tagName = "recorder-unseen";
    element.attributes = { hidden: "" };
  } else {
    if (FETCHING.has(tag)) element.tagName = "div";
    tameAttributes(element.attributes, tag);
  }
}
