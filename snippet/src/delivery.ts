import { type Answer, ask } from "./ask";
import { guard } from "./guard";
import type { Status } from "./status";
import { storage } from "./storage";
import type { PageEvent, RecorderMeasured } from "./wire";

const FLUSH_MS = 1_000;
const WATCHED_MS = 100;
const SPACING_MS = 100;
const KEEP_MS = 250;
const FIRST_BACKOFF_MS = 500;
const LAST_BACKOFF_MS = 30_000;
/** More of what can be missed is not kept: all else has to find room in the browser's storage beside it. */
const MOST_SIZE = 1_500_000;
const MOST_KEPT = 2_000_000;
const FLUSH_SIZE = 64_000;
/** About 400 events, of the 500 that the server takes at once. */
const BATCH_SIZE = 100_000;
const PIECE_SIZE = 16_000;
/** The browser lets 64 KiB outlive a page. */
const MOST_PIECES = 4;
/** How long the reaction to a click may keep waiting what is urgent; less when somebody watches. */
const URGENT_MS = 300;
const URGENT = /^(task|rating|consent|problem|script|request)\.|ended$/;
/** In this order. */
const DISPENSABLE = ["pointer.moved", "page.scrolled", "dom.recorded"];
const DROPPED = "event.dropped";

/** Begin of the storage keys under which page loads keep what was not acknowledged. */
export const REST_PREFIX = "recorder:rest:";

/** An event that the server has not acknowledged yet. */
interface Entry {
  content: PageEvent;
  /** Length as JSON: letters of other scripts take more on the wire, which the limits leave room for. */
  weight: number;
  /** The server may have it as it is, or it was given up. */
  isFinal?: boolean;
}

/** What every batch of one page load says of it. */
export interface Letterhead {
  readonly v: 1;
  readonly token: string;
  readonly epoch: string;
  readonly prev: string | null;
}

/** The clock of a page load, or of one that is gone. */
export interface PageClock {
  /** Its time origin on the wall clock. */
  readonly origin_ms: number;
  /** Milliseconds since then. */
  readonly now: () => number;
}

/** Brings the events of one page load to the server: in order, without loss, one request at a time. */
export interface Delivery {
  /** Queues an event. One that is held may still be changed and waits, with what follows it, for `release`. */
  record(event: PageEvent, isHeld?: boolean): void;
  /** A held event is complete; it is sent within `delay` ms, or with the next batch. */
  release(event: PageEvent, delay?: number): void;
  /** Asks how much of it the server has, and delivers the rest. */
  probe(): void;
  /** Delivers everything now, as long as the server takes it; resolves when all was answered or one has failed. */
  flush(): Promise<void>;
  /** Something changed for the better: the session is known, the network is back, the page is seen again. */
  wake(): void;
  /**
   * Everything is kept, and as much as possible sent in a way that outlives the page.
   *
   * @param isGoing - The epoch ends; what is kept of it is for the next page to deliver.
   */
  leave(isGoing?: boolean): void;
  /** Stops for good and keeps nothing. */
  stop(why: string): void;
  status(): Status;
  /** Tells at once and at every change. */
  watch(told: (status: Status) => unknown): void;
  /** What it did: bytes since the last call, and how much is still here or was given up. */
  measure(): Pick<RecorderMeasured, "sent_bytes" | "queued" | "dropped">;
}

/**
 * Starts to deliver.
 *
 * @param isWaiting - Nothing is sent before `wake`, but when the page closes.
 * @param first - Seq of the first event, for the rest of an earlier page load.
 * @param write - Keeps what is not acknowledged, as a batch; "" when there is nothing.
 */
export function startDelivery(
  server: string, head: Letterhead, { origin_ms, now }: PageClock, isWaiting = false, first = 0,
  write = (batch: string): unknown => {
    const key = REST_PREFIX + head.epoch;
    return batch ? storage.set(key, batch) : storage.remove(key);
  },
): Delivery {
  /** Events without holes: the first has seq `first`, and all before it are on the server. */
  const entries: Entry[] = [];
  const held = new Set<PageEvent>();
  const watchers: ((status: Status) => unknown)[] = [];
  let size = 0;
  let dropped = 0;
  let sent_bytes = 0;
  let inFlight = 0;
  let running: unknown;
  /** Seq after the last event that is on its way. */
  let sentTo = 0;
  let failures = 0;
  let notBefore = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Infinity;
  let keepTimer: ReturnType<typeof setTimeout> | undefined;
  let isUrgent = false;
  let isWatched = false;
  let mostSize = BATCH_SIZE;
  /** How long the last request took: of all of them the server takes the shortest. */
  let rtt_ms: number | undefined;
  let isLeft = false;
  let why: string | undefined;

  const status = (): Status => ({
    state: why ? "stopped" : failures > 1 ? "saved" : "sending", unsent: entries.length, why,
  });
  const tell = (): void => watchers.forEach((told) => told(status()));

  /** Writes a batch as the protocol has it. */
  const batchOf = (from: number, batch: readonly Entry[], more?: object): string => {
    const clock = { origin_ms, now_ms: now(), wall_ms: Date.now(), rtt_ms };
    return JSON.stringify({ ...head, from, clock, events: batch.map(({ content }) => content), ...more });
  };
  const keep = guard(() => {
    keepTimer = undefined;
    let room = MOST_KEPT;
    const kept = entries.filter(({ weight }) => (room -= weight) > 0);
    write(kept[0] ? batchOf(first, kept, { server, isLeft }) : "");
  });

  const run = guard(() => {
    due = Infinity;
    send(first, mostSize);
  });
  /** Looks in time what there is to send, and keeps it till then. */
  const schedule = (delay = isUrgent || size > FLUSH_SIZE ? 0 : isWatched ? WATCHED_MS : FLUSH_MS): void => {
    const at = Math.max(performance.now() + delay, notBefore);
    keepTimer ??= setTimeout(keep, KEEP_MS);
    if (at >= due) return;
    due = at;
    clearTimeout(timer);
    timer = setTimeout(run, at - performance.now());
  };

  /** What cannot be sent leaves a mark with the same seq. */
  const drop = (entry: Entry, reason: "too_large" | "refused" | "no_room"): void => {
    const { type: was, at_ms } = entry.content;
    dropped += 1;
    entry.content = { type: DROPPED, at_ms, why: reason, bytes: entry.weight, was };
    size -= entry.weight;
    entry.weight = 0;
  };
  /** Throws away what can best be missed; tasks, ratings, clicks and errors never. */
  const makeRoom = (): void => {
    for (const type of DISPENSABLE) {
      for (const entry of entries) {
        if (size < MOST_SIZE) return;
        if (entry.content.type === type && !entry.isFinal) drop(entry, "no_room");
      }
    }
  };
  const record = (event: PageEvent, isHeld?: boolean): void => {
    if (why) return;
    const entry: Entry = { content: event, weight: JSON.stringify(event).length };
    entries.push(entry);
    size += entry.weight;
    makeRoom();
    if (isHeld) held.add(event);
    const isNow = URGENT.test(event.type);
    isUrgent ||= isNow;
    if (isNow || isWatched) {
      // A view is held for its sizes, which come soon by themselves.
      for (const act of held) if (act.type !== "page.viewed") setTimeout(release, isWatched ? WATCHED_MS : URGENT_MS, act);
    }
    schedule();
  };

  const release = (event: PageEvent, delay?: number): void => {
    if (held.delete(event)) schedule(delay);
  };

  /**
   * Sends the events from one seq on, up to the first that is held.
   *
   * @param isAll - Those that are held go too.
   * @returns The seq after the last one sent.
   */
  const send = (from: number, most: number, isAll = false, keepalive = false): number => {
    if (!keepalive && (inFlight || isWaiting)) return from;
    const batch: Entry[] = [];
    let length = 0;
    for (const entry of entries.slice(from - first)) {
      length += entry.weight;
      if ((batch.length && length > most) || (held.has(entry.content) && !isAll)) break;
      batch.push(entry);
      // From now on it is a copy: what the server may have does not change any more.
      held.delete(entry.content);
      entry.content = { ...entry.content };
      entry.isFinal = true;
    }
    if (!batch.length && from === first) return from;
    const next = from + batch.length;
    const body = batchOf(from, batch);
    const began = performance.now();
    if (next === first + entries.length) isUrgent = false;
    sentTo = next;
    notBefore = began + SPACING_MS;
    sent_bytes += body.length;
    inFlight += 1;
    const answered = ask(`${server}/v1/ingest`, { method: "POST", body, keepalive }).then(
      guard((answer: Answer) => {
        inFlight -= 1;
        rtt_ms = performance.now() - began;
        if (!why) settle(next, batch, answer);
      }),
    );
    running = inFlight > 1 ? Promise.all([running, answered]) : answered;
    return next;
  };

  /** Forgets what the server has; an ack never goes back, and never beyond what there is. */
  const acknowledge = (ack: number): void => {
    for (; entries.length && first <= ack; first += 1) size -= entries.shift()!.weight;
  };

  /** Acts on the server's answer to a batch, as the protocol's table has it. */
  const settle = (
    next: number, batch: readonly Entry[], [code, body, wait_s]: Answer,
  ): void => {
    const before = first;
    acknowledge(body["ack"] as number);
    if ([401, 403, 410].includes(code)) return stop((body["error"] as string) ?? `${code}`);
    // A piece sent while the page was hidden may have brought the same events before.
    if (first > before || first >= next) {
      failures = 0;
      isWatched = !!body["watched"];
    } else if (code === 413 && batch.length > 1) {
      mostSize /= 2;
    } else if ([400, 413, 415, 422].includes(code)) {
      const wrong = batch[code === 422 ? (body["index"] as number) : -1];
      const refused = wrong ? [wrong] : batch;
      // A server that refuses even what stands for a refused event cannot be talked to.
      if (refused.every(({ content }) => content.type === DROPPED)) return stop("refused");
      refused.forEach((entry) => drop(entry, code === 413 ? "too_large" : "refused"));
      mostSize = BATCH_SIZE;
    } else {
      const backoff_ms = Math.random() * Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
      notBefore = performance.now() + (wait_s ? wait_s * (800 + 400 * Math.random()) : backoff_ms);
      failures += 1;
    }
    // What was sent in vain goes again at once.
    if (entries.length) schedule(entries[0]!.isFinal ? 0 : undefined);
    else keep();
    tell();
  };

  const stop = (reason: string): void => {
    why ??= reason;
    acknowledge(Infinity);
    keep();
    tell();
  };

  return {
    record, release, stop, status,
    probe() {
      send(first + entries.length, 0);
      isUrgent = true;
    },
    async flush() {
      await running;
      while (send(first, mostSize, true) > first) {
        await running;
        if (failures) break;
      }
    },
    wake() {
      isWaiting = isLeft = false;
      notBefore = 0;
      schedule(0);
    },
    leave(isGoing = false) {
      // What is on its way may be lost with the page, or come after what follows it.
      let from = inFlight && !isGoing ? Math.max(first, sentTo) : first;
      if (isGoing) {
        isLeft = true;
        record({ type: "epoch.ended", at_ms: now(), last_seq: first + entries.length });
      }
      keep();
      for (let piece = 0; piece < MOST_PIECES && from < first + entries.length; piece += 1) {
        from = send(from, PIECE_SIZE, true, true);
      }
    },
    watch(told) {
      watchers.push(told);
      told(status());
    },
    measure() {
      const measured = { sent_bytes, queued: entries.length, dropped };
      sent_bytes = 0;
      return measured;
    },
  };
}
