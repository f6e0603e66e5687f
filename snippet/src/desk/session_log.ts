import type { Batch } from "./batch";
import type { LogEntry } from "./log_entry";

type Listener = (fresh: readonly LogEntry[]) => void;

/** What is known of one epoch: everything up to `ack`, and single batches beyond a hole. */
interface Known {
  ack: number;
  readonly beyond: Set<number>;
}

/**
 * All events of one session, oldest first, from however many catch-ups and live batches.
 *
 * The same event may come any number of times and in any order: it is told apart by its epoch
 * and seq, and kept once.
 */
export class SessionLog {
  #entries: LogEntry[] = [];
  readonly #known = new Map<string, Known>();
  readonly #listeners = new Set<Listener>();

  /** Everything so far, oldest first; events of one moment in the order they came. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** The last moment that is known, on the session's clock; 0 of an empty log. */
  get length_ms(): number {
    return this.#entries.at(-1)?.at_ms ?? 0;
  }

  /** The last seq of each epoch below which nothing is missing: what a catch-up need not send. */
  have(): Record<string, number> {
    const acks = [...this.#known].filter(([, { ack }]) => ack >= 0).map(([epoch, { ack }]) => [epoch, ack] as const);
    return Object.fromEntries(acks);
  }

  /**
   * Takes batches in.
   *
   * @returns The entries that are new, oldest first; listeners get the same.
   */
  add(...batches: readonly Batch[]): readonly LogEntry[] {
    return this.addAll(batches);
  }

  /** Takes a list of batches in, however long it is. */
  addAll(batches: readonly Batch[]): readonly LogEntry[] {
    const fresh = batches.flatMap((batch) => this.#take(batch));
    if (!fresh.length) return fresh;
    fresh.sort(byTime);
    this.#merge(fresh);
    for (const listener of this.#listeners) listener(fresh);
    return fresh;
  }

  /** Tells of entries that come from now on; the answer stops it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #take({ epoch, from, origin_ms, received_ms, events }: Batch): LogEntry[] {
    const known = this.#known.get(epoch) ?? { ack: -1, beyond: new Set() };
    this.#known.set(epoch, known);
    const fresh: LogEntry[] = [];
    events.forEach((event, index) => {
      const seq = from + index;
      if (seq <= known.ack || known.beyond.has(seq)) return;
      known.beyond.add(seq);
      fresh.push({ epoch, seq, at_ms: origin_ms + event.at_ms, received_ms, event });
    });
    while (known.beyond.delete(known.ack + 1)) known.ack += 1;
    return fresh;
  }

  /** Live events come last, so nearly always the new ones belong at the end. */
  #merge(fresh: readonly LogEntry[]): void {
    const [first] = fresh;
    const last = this.#entries.at(-1);
    if (!first || !last || byTime(last, first) <= 0) {
      for (const entry of fresh) this.#entries.push(entry);
    } else {
      this.#entries = [...this.#entries, ...fresh].sort(byTime);
    }
  }
}

function byTime(one: LogEntry, other: LogEntry): number {
  return one.at_ms - other.at_ms || (one.epoch === other.epoch ? one.seq - other.seq : 0);
}
