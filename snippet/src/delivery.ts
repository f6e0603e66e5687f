import { type Answer, ask } from "./ask";
import { guard } from "./guard";
import type { Status } from "./status";
import { storage, type TextStore } from "./storage";
import type { PageEvent, RecorderMeasured } from "./wire";

const FLUSH_MS = 1_000;
const WATCHED_MS = 100;
const SPACING_MS = 100;
const KEEP_MS = 250;
const FIRST_BACKOFF_MS = 500;
const LAST_BACKOFF_MS = 30_000;
const PATIENCE = 8;
const MOST_SIZE = 5_000_000;
const MOST_KEPT_SIZE = 1_000_000;
const FLUSH_SIZE = 64_000;
/** About 400 events, of the 500 that the server takes at once. */
const BATCH_SIZE = 100_000;
const PIECE_SIZE = 16_000;
/** The browser lets 64 KiB outlive a page. */
const MOST_PIECES = 4;
const URGENT = /^(task|rating|consent|session|problem|script|request)\./;
const DISPENSABLE = ["pointer.moved", "page.scrolled", "dom.recorded"];
const DROPPED = "event.dropped";

/** Begin of the storage keys under which page loads keep what was not acknowledged. */
export const REST_PREFIX = "recorder:rest:";

/** An event that the server has not acknowledged yet. */
export interface Entry {
  event: PageEvent;
  /** Length as JSON: letters of other scripts take more on the wire, which the limits leave room for. */
  size: number;
  /** It may still be completed, so it waits. */
  isHeld: boolean;
  /** The server may have it, or it was given up: it does not change any more. */
  isFinal: boolean;
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
  /** Queues an event; while it is held, it may still be completed and waits. */
  record(event: PageEvent, isHeld?: boolean): Entry;
  complete(entry: Entry, changed: object, isHeld?: boolean): void;
  /** Tries to deliver everything now; resolves when it is delivered or the server does not take it. */
  flush(): Promise<void>;
  /** Something changed for the better: the session is known, the network is back, the page is seen again. */
  wake(): void;
  /** Writes to storage at once what is not acknowledged. */
  keep(): void;
  /**
   * Everything is kept, and as much as possible sent in a way that outlives the page.
   *
   * @param isGoing - The epoch ends; what is kept of it is for the next page to deliver.
   */
  leave(isGoing?: boolean): void;
  /** Stops for good and keeps nothing. */
  stop(why: string): void;
  status(): Status;
  /** Tells at once and at every change; returns how to stop. */
  watch(told: (status: Status) => void): () => void;
  /** What it did: bytes since the last call, and how much is still here or was given up. */
  measure(): Pick<RecorderMeasured, "sent_bytes" | "queued" | "dropped">;
  readonly unsent: number;
}

/**
 * Starts to deliver.
 *
 * @param isWaiting - Nothing is sent before `wake`, but when the page closes.
 * @param first - Seq of the first event, for the rest of an earlier page load.
 * @param store - Where what is not acknowledged is kept.
 */
export function startDelivery(
  server: string, head: Letterhead, { origin_ms, now }: PageClock,
  isWaiting = false, first = 0, store: Pick<TextStore, "set" | "remove"> = storage,
): Delivery {
  /** Events without holes: the first has seq `first`, and all before it are on the server. */
  const entries: Entry[] = [];
  const key = REST_PREFIX + head.epoch;
  const watchers = new Set<(status: Status) => void>();
  let size = 0;
  let dropped = 0;
  let sentSize = 0;
  let inFlight = 0;
  let running: unknown;
  /** Seq after the last event of a request on its way that outlives the page. */
  let sentTo = 0;
  let failures = 0;
  let notBefore = isWaiting ? Infinity : 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Infinity;
  let keepTimer: ReturnType<typeof setTimeout> | undefined;
  let isUrgent = false;
  let isWatched = false;
  let mostSize = BATCH_SIZE;
  let rtt_ms: number | undefined;
  let isLeft = false;
  let why: string | undefined;

  const status = (): Status => ({
    state: why ? "stopped" : failures > 1 ? "saved" : "sending", unsent: entries.length, why,
  });

  const tell = (): void => watchers.forEach((told) => told(status()));

  /** Writes a batch as the protocol has it. */
  const write = (from: number, batch: readonly Entry[], more?: object): string =>
    JSON.stringify({
      ...head, from, clock: { origin_ms, now_ms: now(), wall_ms: Date.now(), rtt_ms },
      events: batch.map(({ event }) => event), ...more,
    });

  const keep = guard(() => {
    keepTimer = undefined;
    let kept = 0;
    const fitting = entries.filter((entry) => (kept += entry.size) < MOST_KEPT_SIZE);
    if (kept) store.set(key, write(first, fitting, { server, isLeft }));
    else store.remove(key);
  });

  const schedule = (delay = isUrgent || size > FLUSH_SIZE ? 0 : isWatched ? WATCHED_MS : FLUSH_MS): void => {
    const at = Math.max(performance.now() + delay, notBefore);
    if (at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(guard(() => {
      timerAt = Infinity;
      send();
    }), at - performance.now());
  };
  /** Something is there that was not written or sent yet. */
  const changed = (): void => {
    schedule();
    keepTimer ??= setTimeout(keep, KEEP_MS);
  };

  const put = (entry: Entry, event: PageEvent): void => {
    entry.event = event;
    size -= entry.size;
    size += entry.size = JSON.stringify(event).length;
  };
  const open = (event: PageEvent, isHeld = false): Entry => {
    const entry = { event, size: 0, isHeld, isFinal: false };
    put(entry, event);
    return entry;
  };
  /** What cannot be sent leaves a mark with the same seq. */
  const drop = (entry: Entry, reason: "too_large" | "refused" | "no_room"): void => {
    const { type: was, at_ms } = entry.event;
    entry.isFinal = true;
    entry.isHeld = false;
    if (was === DROPPED) return;
    dropped += 1;
    put(entry, { type: DROPPED, at_ms, why: reason, bytes: entry.size, was });
  };
  /** Throws away what can best be missed; tasks, ratings, clicks and errors never. */
  const makeRoom = (): void => {
    for (const type of DISPENSABLE) {
      for (const entry of entries) {
        if (size < MOST_SIZE) return;
        if (entry.event.type === type && !entry.isFinal) drop(entry, "no_room");
      }
    }
  };

  const record = (event: PageEvent, isHeld?: boolean): Entry => {
    const entry = open(event, isHeld);
    if (why) return entry;
    entries.push(entry);
    makeRoom();
    isUrgent ||= URGENT.test(event.type);
    changed();
    return entry;
  };

  const complete = (entry: Entry, more: object, isHeld = false): void => {
    if (entry.isFinal) return;
    entry.isHeld = isHeld;
    put(entry, { ...entry.event, ...more });
    changed();
  };

  /**
   * Sends the next events; those that are held go too when it is urgent.
   *
   * @param isLeaving - In a small piece that outlives the page, even while others are on their way.
   * @returns Whether anything was sent, so that there may be more.
   */
  const send = (isLeaving = false): boolean => {
    const from = isLeaving ? Math.max(sentTo, first) : first;
    const batch: Entry[] = [];
    let length = 0;
    for (const entry of entries.slice(from - first)) {
      length += entry.size + 1;
      if (entry.isHeld && !isUrgent && !isLeaving) break;
      if (batch.length && length > (isLeaving ? PIECE_SIZE : mostSize)) break;
      batch.push(entry);
    }
    if (!batch.length || (!isLeaving && (inFlight || notBefore === Infinity))) return false;
    for (const entry of batch) {
      entry.isFinal = true;
      entry.isHeld = false;
    }
    const next = from + batch.length;
    const body = write(from, batch);
    const began = performance.now();
    const keepalive = isLeaving || body.length < PIECE_SIZE;
    if (next === first + entries.length) isUrgent = false;
    if (keepalive) sentTo = next;
    notBefore = began + SPACING_MS;
    sentSize += body.length;
    inFlight += 1;
    running = Promise.all([running, ask(`${server}/v1/ingest`, { method: "POST", body, keepalive }).then(
      guard((answer: Answer) => {
        inFlight -= 1;
        if (!inFlight) sentTo = 0;
        if (!why) settle(from, batch, answer, performance.now() - began);
      }),
    )]);
    return true;
  };

  /** Forgets what the server has; an ack never goes back, and never beyond what there is. */
  const acknowledge = (ack: number): void => {
    for (const gone of entries.splice(0, Math.max(0, ack + 1 - first))) {
      first += 1;
      size -= gone.size;
    }
  };
  /** The server has lost what it acknowledged: says so in the place of what is gone here too. */
  const fill = (ack: number): void => {
    while (first > ack + 1) {
      first -= 1;
      entries.unshift(open({ type: DROPPED, at_ms: 0, why: "refused" }));
    }
  };

  /** Acts on the server's answer to a batch, as the protocol's table has it. */
  const settle = (
    from: number, batch: readonly Entry[], [code, body, wait_s]: Answer, took_ms: number,
  ): void => {
    const before = first;
    const ack = body["ack"] as number;
    if (ack >= 0) acknowledge(ack);
    // A piece sent while the page was hidden may have brought the same events before.
    if (first > before || (code === 200 && first >= from + batch.length)) {
      failures = 0;
      const [received, sent] = (body["server_ms"] as [number, number] | undefined) ?? [];
      if (sent) rtt_ms = Math.max(0, Math.min(rtt_ms ?? Infinity, took_ms - sent + received!));
      isWatched = !!body["watched"];
    } else if ([401, 403, 410].includes(code)) {
      return stop(String(body["error"] ?? code));
    } else if (code === 413 && batch.length > 1) {
      mostSize = batch.reduce((sum, entry) => sum + entry.size, 0) / 2;
    } else if ([400, 413, 415, 422].includes(code)) {
      const wrong = batch[code === 422 ? (body["index"] as number) : -1];
      const refused = wrong ? [wrong] : batch;
      // A server that refuses even what stands for a refused event cannot be talked to.
      if (refused.every((entry) => entry.event.type === DROPPED)) return stop("refused");
      refused.forEach((entry) => drop(entry, code === 413 ? "too_large" : "refused"));
    } else {
      // What is missing may be on its way from a page that just closed; only later is it given up.
      if (ack >= -1 && failures >= PATIENCE) fill(ack);
      const backoff_ms = Math.random() * Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
      notBefore = performance.now() + (wait_s ? wait_s * (800 + 400 * Math.random()) : backoff_ms);
      failures += 1;
    }
    keep();
    // What was sent in vain goes again at once.
    if (entries.length) schedule(entries[0]!.isFinal ? 0 : undefined);
    tell();
  };

  const stop = (reason: string): void => {
    if (why) return;
    why = reason;
    acknowledge(Infinity);
    keep();
    tell();
  };

  return {
    record,
    complete,
    keep,
    stop,
    status,
    async flush() {
      await running;
      for (let before = -1; entries.length && first > before; await running) {
        before = first;
        isUrgent = true;
        send();
      }
    },
    wake() {
      isLeft = false;
      notBefore = 0;
      schedule(0);
    },
    leave(isGoing = false) {
      if (isGoing) {
        isLeft = true;
        // What is on its way may be lost, or come after what follows it.
        sentTo = 0;
        record({ type: "epoch.ended", at_ms: now(), last_seq: first + entries.length });
      }
      keep();
      for (let piece = 0; piece < MOST_PIECES && send(true); piece += 1);
    },
    watch(told) {
      watchers.add(told);
      told(status());
      return () => watchers.delete(told);
    },
    measure() {
      const sent_bytes = sentSize;
      sentSize = 0;
      return { sent_bytes, queued: entries.length, dropped };
    },
    get unsent() {
      return entries.length;
    },
  };
}
