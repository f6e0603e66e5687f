import type { StagedEvent } from "../stage/to_stage";
import { DomEpoch } from "./dom_epoch";
import { lastIndex } from "./last_index";
import type { TimedEvent } from "./timed_event";

/** What makes the picture of a moment: all events from the beginning of a page to then. */
export interface DomWindow {
  /** Names the page load and the state of what is known of it. */
  readonly key: string;
  /** Places in the page load: of the first event, and after the last. */
  readonly from: number;
  readonly until: number;
  readonly events: readonly StagedEvent[];
  /** Whether something is missing between them and the moment. */
  readonly has_hole: boolean;
}

/** What shows that a participant is at a page, among several that may be open. */
const SIGNS = new Set([
  "element.clicked", "field.changed", "key.pressed", "page.scrolled", "page.shown", "page.viewed", "pointer.moved",
  "session.started",
]);

/** The recorded pictures of a session: which page load was before the participant, and what it showed. */
export class DomEvents {
  readonly #epochs = new Map<string, DomEpoch>();
  /** Where the participant went from one page load to another, in time order. */
  #stays: { readonly at_ms: number; readonly epoch: string }[] = [];

  /** Whether anything was recorded at all. */
  get is_empty(): boolean {
    return this.#epochs.size === 0;
  }

  /** How many events could not be read. */
  get damaged(): number {
    return [...this.#epochs.values()].reduce((sum, { damaged }) => sum + damaged, 0);
  }

  /** Takes in events of a session; those of one page load in their order. */
  add(entries: readonly TimedEvent[]): void {
    for (const entry of entries) {
      const isDom = entry.event.type === "dom.recorded" || isDroppedDom(entry);
      if (isDom) this.#epoch(entry.epoch).add(entry);
      if (SIGNS.has(entry.event.type) || (isDom && this.#epochs.get(entry.epoch)?.items.length === 1)) this.#stay(entry);
    }
  }

  /** Names what is shown at a moment: while it stays the same, so does the picture. */
  spotAt(at_ms: number): string {
    const name = this.#stayAt(at_ms);
    const epoch = this.#epochs.get(name);
    return epoch ? `${name} ${epoch.version} ${epoch.placeAt(at_ms)}` : "";
  }

  /** What shows the page at a moment; null when nothing does. */
  async windowAt(at_ms: number): Promise<DomWindow | null> {
    const name = this.#stayAt(at_ms);
    const epoch = this.#epochs.get(name);
    if (!epoch) return null;
    const last = epoch.placeAt(at_ms);
    let from = -2;
    // What is unpacked may turn out to begin no page, or another one.
    for (let next = epoch.beginningBefore(last); next !== from; next = epoch.beginningBefore(last)) {
      from = next;
      await epoch.open(Math.max(0, from), last);
    }
    if (from < 0) return null;
    const items = epoch.items.slice(from, last + 1);
    const hole = items.findIndex(({ kind }) => kind === "hole");
    const events = hole < 0 ? items : items.slice(0, hole);
    return { key: `${name} ${epoch.version}`, from, until: from + events.length, events, has_hole: hole >= 0 };
  }

  #stayAt(at_ms: number): string {
    return (this.#stays[lastIndex(this.#stays, at_ms)] ?? this.#stays[0])?.epoch ?? "";
  }

  #epoch(name: string): DomEpoch {
    const known = this.#epochs.get(name);
    if (known) return known;
    const epoch = new DomEpoch();
    this.#epochs.set(name, epoch);
    return epoch;
  }

  #stay({ at_ms, epoch }: TimedEvent): void {
    const place = lastIndex(this.#stays, at_ms);
    if (this.#stays[place]?.epoch === epoch) return;
    if (this.#stays[place + 1]?.epoch === epoch) this.#stays.splice(place + 1, 1, { at_ms, epoch });
    else this.#stays.splice(place + 1, 0, { at_ms, epoch });
  }
}

function isDroppedDom({ event }: TimedEvent): boolean {
  return event.type === "event.dropped" && (event as { was?: unknown }).was === "dom.recorded";
}
