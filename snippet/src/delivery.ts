import { type Answer, ask } from "./ask";
import { guard } from "./guard";
import type { Status } from "./status";
import { storage, type TextStore } from "./storage";
import { utf8Length } from "./utf8_length";
import type { PageEvent } from "./wire";

const FLUSH_MS = 1_000;
const WATCHED_MS = 100;
const SPACING_MS = 100;
const KEEP_MS = 250;
const FIRST_BACKOFF_MS = 500;
const LAST_BACKOFF_MS = 30_000;
const PATIENCE = 8;
const MOST_EVENTS = 500;
const MOST_BYTES = 5_000_000;
const MOST_EVENT_BYTES = 256_000;
const MOST_KEPT_BYTES = 1_000_000;
const FLUSH_BYTES = 64_000;
const BATCH_BYTES = 200_000;
const PIECE_BYTES = 16_000;
const KEEPALIVE_BYTES = 64_000;
const URGENT = /^(task|rating|consent|session|problem|script|request)\./;
const DISPENSABLE = ["pointer.moved", "page.scrolled", "dom.recorded"];
const DROPPED = "event.dropped";

/** Begin of the storage keys under which page loads keep what was not acknowledged. */
export const REST_PREFIX = "recorder:rest:";

/** An event that the server has not acknowledged yet. */
export interface Entry {
  readonly type: string;
  readonly json: string;
  readonly bytes: number;
  /** It may still be completed, so it waits. */
  readonly isHeld: boolean;
  /** The server may have it: it does not change any more. */
  readonly wasSent: boolean;
}

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** What every batch of one page load says of it. */
export interface Letterhead {
  readonly server: string;
  readonly token: string;
  readonly epoch: string;
  readonly prev: string | null;
  /** The page's time origin on the wall clock. */
  readonly origin_ms: number;
  /** Milliseconds since then. */
  readonly now: () => number;
}

/** Brings the events of one page load to the server: in order, without loss, one request at a time. */
export interface Delivery {
  /** Queues an event; while it is held, it may still be completed and waits. */
  record(event: PageEvent, isHeld?: boolean): Entry;
  complete(entry: Entry, changed: object, isHeld?: boolean): void;
  /** Begins to send. */
  go(): void;
  /** Tries to deliver everything now; resolves when it is delivered or the server does not take it. */
  flush(): Promise<void>;
  /** Something changed for the better: the network came back, or the page is seen again. */
  wake(): void;
  /** Writes to storage at once what is not acknowledged. */
  keep(): void;
  /**
   * Everything is kept, and as much as possible sent in a way that outlives the page.
   *
   * @param isGoing - The page is left; what it keeps is for the next one to deliver.
   */
  leave(isGoing?: boolean): void;
  /** Stops for good and keeps nothing. */
  stop(why: string): void;
  status(): Status;
  /** Tells at once and at every change; returns how to stop. */
  watch(told: (status: Status) => void): () => void;
  /** Bytes sent since the last call. */
  takeSentBytes(): number;
  readonly unsent: number;
  readonly dropped: number;
  /** Seq of the next event. */
  readonly nextSeq: number;
}

/** Bytes of all requests that outlive their page; the browser allows 64 KiB together. */
let keepaliveBytes = 0;

/**
 * Starts to deliver.
 *
 * @param isWaiting - Nothing is sent before `go`, but when the page closes.
 * @param first - Seq of the first event, for the rest of an earlier page load.
 * @param store - Where what is not acknowledged is kept.
 */
export function startDelivery(
  head: Letterhead, isWaiting = false, first = 0, store: Pick<TextStore, "set" | "remove"> = storage,
): Delivery {
  /** Events without holes: the first has seq `first`, and all before it are on the server. */
  const entries: Open<Entry>[] = [];
  const watchers = new Set<(status: Status) => void>();
  let bytes = 0;
  let dropped = 0;
  let sentBytes = 0;
  let inFlight = 0;
  let running: Promise<unknown> | undefined;
  /** Seq after the last event of a request on its way that outlives the page. */
  let sentTo = 0;
  let failures = 0;
  let notBefore = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Infinity;
  let keepTimer: ReturnType<typeof setTimeout> | undefined;
  let isUrgent = false;
  let isWatched = false;
  let mostBytes = BATCH_BYTES;
  let rtt_ms: number | undefined;
  let isLeft = false;
  let why: string | undefined;

  const status = (): Status => ({
    state: why ? "stopped" : failures > 1 ? "saved" : "sending", unsent: entries.length, why,
  });
  const tell = (): void => watchers.forEach((told) => told(status()));

  /** Writes a batch as the protocol has it. */
  const write = (from: number, batch: readonly Entry[], more?: object): string => {
    const { server: _, now, origin_ms, ...ids } = head;
    const clock = { origin_ms, now_ms: now(), wall_ms: Date.now(), rtt_ms };
    const text = JSON.stringify({ v: 1, ...ids, from, clock, ...more });
    return `${text.slice(0, -1)},"events":[${batch.map((entry) => entry.json).join()}]}`;
  };

  const keep = guard(() => {
    clearTimeout(keepTimer);
    keepTimer = undefined;
    let kept = 0;
    const key = REST_PREFIX + head.epoch;
    const fitting = entries.filter((entry) => (kept += entry.bytes) < MOST_KEPT_BYTES);
    if (fitting.length) store.set(key, write(first, fitting, { server: head.server, isLeft }));
    else store.remove(key);
  });

  const schedule = (delay = isUrgent || bytes > FLUSH_BYTES ? 0 : isWatched ? WATCHED_MS : FLUSH_MS): void => {
    const now = performance.now();
    const at = Math.max(now + delay, notBefore);
    if (isWaiting || at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(guard(() => {
      timerAt = Infinity;
      send();
    }), at - now);
  };
  /** Something is there that was not written or sent yet. */
  const changed = (): void => {
    schedule();
    keepTimer ??= setTimeout(keep, KEEP_MS);
  };

  const rewrite = (entry: Open<Entry>, event: PageEvent): void => {
    entry.json = JSON.stringify(event);
    bytes -= entry.bytes;
    bytes += entry.bytes = utf8Length(entry.json);
  };
  /** What cannot be sent leaves a mark with the same seq. */
  const drop = (entry: Open<Entry>, reason: "too_large" | "refused" | "no_room"): void => {
    const { type: was, at_ms } = JSON.parse(entry.json) as PageEvent;
    if (was === DROPPED) return;
    entry.type = DROPPED;
    entry.isHeld = false;
    dropped += 1;
    rewrite(entry, { type: DROPPED, at_ms, why: reason, bytes: entry.bytes, was });
  };
  /** Throws away what can best be missed; tasks, ratings, clicks and errors never. */
  const makeRoom = (): void => {
    for (const type of DISPENSABLE) {
      for (const entry of entries) {
        if (bytes < MOST_BYTES) return;
        if (entry.type === type && !entry.wasSent) drop(entry, "no_room");
      }
    }
  };

  const record = (event: PageEvent, isHeld = false): Entry => {
    const entry = { type: event.type, json: "", bytes: 0, isHeld, wasSent: false };
    if (why) return entry;
    rewrite(entry, event);
    entries.push(entry);
    if (entry.bytes > MOST_EVENT_BYTES) drop(entry, "too_large");
    makeRoom();
    isUrgent ||= URGENT.test(event.type);
    changed();
    return entry;
  };

  const complete = (given: Entry, more: object, isHeld = false): void => {
    const entry = given as Open<Entry>;
    if (entry.wasSent || entry.type === DROPPED || why) return;
    entry.isHeld = isHeld;
    rewrite(entry, { ...(JSON.parse(entry.json) as PageEvent), ...more });
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
    const batch: Open<Entry>[] = [];
    let size = 0;
    for (const entry of entries.slice(from - first, from - first + MOST_EVENTS)) {
      size += entry.bytes + 1;
      if (entry.isHeld && !isUrgent && !isLeaving) break;
      if (batch.length && size > (isLeaving ? PIECE_BYTES : mostBytes)) break;
      batch.push(entry);
    }
    const body = write(from, batch);
    const length = utf8Length(body);
    const isKeptAlive = keepaliveBytes + length <= (isLeaving ? KEEPALIVE_BYTES : PIECE_BYTES);
    if (!batch.length || (isLeaving ? !isKeptAlive : isWaiting || inFlight)) return false;
    for (const entry of batch) {
      entry.wasSent = true;
      entry.isHeld = false;
    }
    const next = from + batch.length;
    if (next === first + entries.length) isUrgent = false;
    if (isKeptAlive) sentTo = next;
    running = Promise.all([running, carry(body, length, isKeptAlive, from, batch)]);
    return true;
  };

  const carry = async (
    body: string, length: number, keepalive: boolean, from: number, batch: readonly Entry[],
  ): Promise<void> => {
    const began = performance.now();
    const alive = keepalive ? length : 0;
    notBefore = began + SPACING_MS;
    keepaliveBytes += alive;
    sentBytes += length;
    inFlight += 1;
    const answer = await ask(`${head.server}/v1/ingest`, { method: "POST", body, keepalive });
    keepaliveBytes -= alive;
    inFlight -= 1;
    if (!inFlight) sentTo = 0;
    if (!why) guard(settle)(from, batch, answer, performance.now() - began);
  };

  /** Forgets what the server has; an ack never goes back, and never beyond what there is. */
  const acknowledge = (ack: number): void => {
    for (const { bytes: gone } of entries.splice(0, Math.max(0, ack + 1 - first))) {
      first += 1;
      bytes -= gone;
    }
  };
  /** The server has lost what it acknowledged: says so in the place of what is gone here too. */
  const fill = (ack: number): void => {
    while (first > ack + 1) {
      first -= 1;
      const entry = { type: DROPPED, json: "", bytes: 0, isHeld: false, wasSent: false };
      rewrite(entry, { type: DROPPED, at_ms: 0, why: "refused" });
      entries.unshift(entry);
    }
  };

  /** Acts on the server's answer to a batch, as the protocol's table has it. */
  const settle = (
    from: number, batch: readonly Entry[], [code, body, wait_s]: Answer, took_ms: number,
  ): void => {
    const before = first;
    const ack = (body["ack"] as number) >= -1 ? (body["ack"] as number) : -2;
    acknowledge(ack);
    // A piece sent while the page was hidden may have brought the same events before.
    if (first > before || (code === 200 && first >= from + batch.length)) {
      failures = 0;
      mostBytes = Math.min(BATCH_BYTES, mostBytes * 2);
      measure(body, took_ms);
    } else if ([401, 403, 410].includes(code)) {
      return stop(String(body["error"] ?? code));
    } else if (code === 413 && batch.length > 1) {
      mostBytes = batch.reduce((sum, entry) => sum + entry.bytes, 0) / 2;
    } else if ([400, 413, 415, 422].includes(code)) {
      const wrong = batch[code === 422 ? (body["index"] as number) : -1];
      const refused = wrong ? [wrong] : batch;
      // A server that refuses even what stands for a refused event cannot be talked to.
      if (refused.every((entry) => entry.type === DROPPED)) return stop("refused");
      refused.forEach((entry) => drop(entry, code === 413 ? "too_large" : "refused"));
    } else {
      // What is missing may be on its way from a page that just closed; only later is it given up.
      if (ack > -2 && failures >= PATIENCE) fill(ack);
      const backoff_ms = Math.random() * Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
      notBefore = performance.now() + (wait_s ? wait_s * (800 + 400 * Math.random()) : backoff_ms);
      failures += 1;
    }
    keep();
    // What was sent in vain goes again at once.
    if (entries.length) schedule(entries[0]!.wasSent ? 0 : undefined);
    tell();
  };

  const measure = (body: Answer[1], took_ms: number): void => {
    const [received, sent] = (body["server_ms"] as [number, number] | undefined) ?? [];
    if (sent) rtt_ms = Math.max(0, Math.min(rtt_ms ?? Infinity, took_ms - sent + received!));
    isWatched = !!body["watched"];
  };

  const stop = (reason: string): void => {
    if (why) return;
    why = reason;
    clearTimeout(timer);
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
    go() {
      isWaiting = false;
      schedule();
    },
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
      if (entries.length) schedule(0);
    },
    leave(isGoing = false) {
      isLeft ||= isGoing;
      // What is on its way may be lost, or come after what follows it.
      if (isGoing) sentTo = 0;
      keep();
      while (send(true));
    },
    watch(told) {
      watchers.add(told);
      told(status());
      return () => watchers.delete(told);
    },
    takeSentBytes() {
      const sent = sentBytes;
      sentBytes = 0;
      return sent;
    },
    get unsent() {
      return entries.length;
    },
    get dropped() {
      return dropped;
    },
    get nextSeq() {
      return first + entries.length;
    },
  };
}
