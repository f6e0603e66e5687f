import type { DomItem } from "./dom_item";
import { inflate } from "./inflate";
import { lastIndex } from "./last_index";
import { type DomPiece, readDomData } from "./read_dom_data";
import type { TimedEvent } from "./timed_event";

const MOST_CHARACTERS = 50_000_000;
const KINDS = new Map<string, DomItem["kind"]>([["2", "page"], ["4", "window"]]);

/** What the DOM recorder of one page load has sent, in its order. */
export class DomEpoch {
  readonly items: DomItem[] = [];
  readonly #pieces = new Map<string, { readonly texts: Map<number, string>; readonly item: DomItem }>();
  readonly #opened: DomItem[] = [];
  /** Grows when something was put before what was there already. */
  version = 0;
  /** Events that could not be read. */
  damaged = 0;

  /** Takes in one `dom.recorded`, or the note that one was dropped. */
  add({ seq, at_ms, event }: TimedEvent): void {
    const piece = event.type === "dom.recorded" ? readDomData((event as unknown as { data: unknown }).data) : null;
    if (!piece) {
      this.damaged += event.type === "dom.recorded" ? 1 : 0;
      return this.#put({ seq, at_ms, kind: "hole", text: "", packed: "" });
    }
    // A recorder writes an event at once, so it never happened after it was queued.
    const began_ms = Math.min(at_ms, piece.at_ms === null ? at_ms : at_ms - event.at_ms + piece.at_ms);
    const item: DomItem = { seq, at_ms: began_ms, kind: "hole", text: "", packed: "" };
    if (!piece.whole) this.#put(fill(item, piece.text, piece.is_deflated));
    else this.#join(item, piece);
  }

  /** The place of the last item at or before a moment; -1 for none. */
  placeAt(at_ms: number): number {
    return lastIndex(this.items, at_ms);
  }

  /** The place where the last page up to an item begins, as far as is known; -1 for none. */
  beginningBefore(place: number): number {
    for (let index = place; index >= 0; index--) {
      const isAfterWindow = this.items[index - 1]?.kind === "window";
      const kind = this.items[index]?.kind;
      // A recorder says how large the window is right before it writes the whole page.
      if (kind === "page" || (kind === "unknown" && isAfterWindow)) return isAfterWindow ? index - 1 : index;
    }
    return -1;
  }

  /** Unpacks items, so that their kinds and texts are known. */
  async open(from: number, through: number): Promise<void> {
    const wanted = this.items.slice(from, through + 1).filter(({ packed, text }) => packed && !text);
    for (const item of wanted) {
      try {
        item.text = await inflate(item.packed);
        item.kind = kindOf(item.text);
        this.#opened.push(item);
      } catch {
        this.damaged += 1;
        Object.assign(item, { kind: "hole", packed: "" });
      }
    }
    if (wanted.length) this.#close(this.items[from]?.seq ?? 0);
  }

  /** Lets go of texts that have been unpacked longest ago, when they take too much room. */
  #close(since_seq: number): void {
    let size = this.#opened.reduce((sum, { text }) => sum + text.length, 0);
    while (size > MOST_CHARACTERS && this.#opened[0] && this.#opened[0].seq < since_seq) {
      const item = this.#opened.shift() as DomItem;
      size -= item.text.length;
      item.text = "";
    }
  }

  #join(item: DomItem, { whole, piece, of, text, is_deflated }: DomPiece): void {
    const known = this.#pieces.get(whole) ?? { texts: new Map<number, string>(), item };
    if (!this.#pieces.has(whole)) {
      this.#pieces.set(whole, known);
      this.#put(item);
    }
    known.texts.set(piece, text);
    if (known.texts.size !== of) return;
    this.#pieces.delete(whole);
    fill(known.item, Array.from({ length: of }, (_, index) => known.texts.get(index) ?? "").join(""), is_deflated);
    // A picture that was shown meanwhile stopped before it.
    this.version += 1;
  }

  #put(item: DomItem): void {
    const { items } = this;
    let place = items.length;
    while (place > 0 && (items[place - 1] as DomItem).seq > item.seq) place -= 1;
    if (place < items.length) this.version += 1;
    items.splice(place, 0, item);
    item.at_ms = Math.max(item.at_ms, items[place - 1]?.at_ms ?? Number.NEGATIVE_INFINITY);
    for (let next = place + 1; next < items.length; next++) {
      const later = items[next] as DomItem;
      if (later.at_ms >= item.at_ms) break;
      later.at_ms = item.at_ms;
    }
  }
}

/** Gives an item its text, and reads from its beginning what it does. */
function fill(item: DomItem, text: string, isDeflated: boolean): DomItem {
  if (isDeflated) return Object.assign(item, { packed: text, kind: "unknown" });
  return Object.assign(item, { text, kind: kindOf(text) });
}

function kindOf(text: string): DomItem["kind"] {
  const type = /^\s*\{"type":(\d+)[,}]/.exec(text)?.[1] ?? lateType(text);
  // What cannot be read here is handed to the stage, which says so and goes on.
  return KINDS.get(type ?? "") ?? "change";
}

/** The type of an event that does not begin with it. */
function lateType(text: string): string | undefined {
  try {
    const { type } = JSON.parse(text) as { type?: unknown };
    return Number.isSafeInteger(type) ? String(type) : undefined;
  } catch {
    return undefined;
  }
}
