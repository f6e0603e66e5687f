import { actOn, type Next } from "./act_on";
import type { Answer } from "./answer";
import type { ClockReading, PageClock } from "./clock";
import { type Entry, Outbox } from "./outbox";
import type { Status } from "./status";
import { utf8Length } from "./utf8_length";
import type { PageEvent } from "./wire";

const FLUSH_MS = 1_000;
const WATCHED_MS = 100;
const SPACING_MS = 100;
const FLUSH_BYTES = 64_000;
const BATCH_BYTES = 200_000;
const PIECE_BYTES = 16_000;
const KEEPALIVE_BYTES = 64_000;
const KEEP_MS = 250;
const FIRST_BACKOFF_MS = 500;
const LAST_BACKOFF_MS = 30_000;
const URGENT = /^(task|rating|consent|session|problem|script|request)\./;

/** Where unsent events are kept. */
export interface Keeping {
  keep(entries: readonly Entry[]): void;
  /** Answers whether all of them are kept when it returns. */
  keepAtOnce(entries: readonly Entry[]): boolean;
  forget(ack: number, isEmpty: boolean): void;
}

/** What a delivery needs to know. */
export interface Letter {
  readonly token: string;
  readonly epoch: string;
  readonly prev: string | null;
  readonly clock: PageClock;
  readonly shelf: Keeping;
  readonly post: (body: string, isKeptAlive: boolean) => Promise<Answer | null>;
}

/** Bytes of all requests that outlive their page; the browser allows 64 KiB together. */
let keepaliveBytes = 0;

/** Brings the events of one page load to the server: in order, without loss, one request at a time. */
export class Delivery {
  readonly #letter: Letter;
  readonly #outbox: Outbox;
  readonly #watchers = new Set<(status: Status) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Infinity;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #inFlight = 0;
  #running: Promise<void> | undefined;
  #sentUpTo = -1;
  #failures = 0;
  #notBefore = 0;
  #isUrgent = false;
  #isWaiting: boolean;
  #isWatched = false;
  #mostBytes = BATCH_BYTES;
  #rtt_ms = Infinity;
  #why: string | undefined;
  #sentBytes = 0;

  /**
   * @param isWaiting - Nothing is sent before `go`, but when the page closes.
   */
  constructor(letter: Letter, outbox = new Outbox(), isWaiting = false) {
    this.#letter = letter;
    this.#outbox = outbox;
    this.#isWaiting = isWaiting;
  }

  get unsent(): number {
    return this.#outbox.entries.length;
  }

  get dropped(): number {
    return this.#outbox.dropped;
  }

  get nextSeq(): number {
    return this.#outbox.next;
  }

  get isWatched(): boolean {
    return this.#isWatched;
  }

  /** Bytes sent since the last call. */
  takeSentBytes(): number {
    const sent = this.#sentBytes;
    this.#sentBytes = 0;
    return sent;
  }

  /** Queues an event; while it is held, it may still be completed and waits. */
  record(event: PageEvent, isHeld = false): Entry {
    const entry = this.#outbox.put(event, isHeld);
    if (this.#why !== undefined) {
      this.#outbox.clear();
      return entry;
    }
    this.#isUrgent ||= URGENT.test(event.type);
    this.#schedule(this.#delay());
    this.#keepSoon();
    return entry;
  }

  complete(entry: Entry, changed: object, isHeld = false): void {
    this.#outbox.complete(entry, changed, isHeld);
    this.#schedule(this.#delay());
    this.#keepSoon();
  }

  /** Begins to send. */
  go(): void {
    this.#isWaiting = false;
    this.#schedule(this.#delay());
  }

  /** Tries to deliver everything now; resolves when it is delivered or the server does not take it. */
  async flush(): Promise<void> {
    await this.#running;
    this.#notBefore = 0;
    for (let before = -2; this.unsent > 0 && before < this.#outbox.ack; ) {
      before = this.#outbox.ack;
      this.#isUrgent = true;
      await this.#send();
    }
  }

  /** Something changed for the better: the network came back, or the page is seen again. */
  wake(): void {
    this.#notBefore = 0;
    if (this.unsent) this.#schedule(0);
  }

  /** The page may be gone after this: everything is stored, and as much as possible sent. */
  leave(): void {
    if (this.#why !== undefined) return;
    const { shelf, post } = this.#letter;
    // A transaction begun now would hold others up, and cost the page its way back.
    if (!shelf.keepAtOnce(this.#outbox.entries)) this.#keepNow();
    for (;;) {
      const piece = this.#outbox.take(PIECE_BYTES, true, Math.max(this.#sentUpTo, this.#outbox.ack) + 1);
      if (piece.length === 0) return;
      const body = this.#body(piece);
      const bytes = utf8Length(body);
      if (keepaliveBytes + bytes > KEEPALIVE_BYTES) return;
      this.#sentUpTo = piece.at(-1)!.seq;
      void this.#carry(post, body, bytes, true).then((answer) => this.#settle(piece, answer, true));
    }
  }

  /** Stops for good and keeps nothing. */
  stop(why: string): void {
    if (this.#why !== undefined) return;
    this.#why = why;
    clearTimeout(this.#timer);
    clearTimeout(this.#keepTimer);
    this.#outbox.clear();
    this.#letter.shelf.forget(Number.MAX_SAFE_INTEGER, true);
    this.#tell();
  }

  status(): Status {
    if (this.#why !== undefined) return { state: "stopped", unsent: 0, why: this.#why };
    return { state: this.#failures > 1 ? "saved" : "sending", unsent: this.unsent };
  }

  watch(told: (status: Status) => void): () => void {
    this.#watchers.add(told);
    told(this.status());
    return () => this.#watchers.delete(told);
  }

  #tell(): void {
    for (const told of this.#watchers) told(this.status());
  }

  #delay(): number {
    if (this.#isUrgent || this.#outbox.bytes > FLUSH_BYTES) return 0;
    return this.#isWatched ? WATCHED_MS : FLUSH_MS;
  }

  #schedule(delay: number): void {
    if (this.#why !== undefined || this.#isWaiting) return;
    const now = performance.now();
    const at = Math.max(now + delay, this.#notBefore);
    if (at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(() => {
      this.#timerAt = Infinity;
      void this.#send();
    }, at - now);
  }

  #send(): Promise<void> {
    if (this.#running || this.#inFlight || this.#isWaiting || this.#why !== undefined) {
      return this.#running ?? Promise.resolve();
    }
    this.#running = this.#sendBatch().finally(() => {
      this.#running = undefined;
      if (this.unsent && !this.#inFlight) this.#schedule(this.#delay());
    });
    return this.#running;
  }

  async #sendBatch(): Promise<void> {
    const batch = this.#outbox.take(this.#mostBytes, this.#isUrgent);
    this.#notBefore = performance.now() + SPACING_MS;
    if (batch.length === 0) return;
    if (batch.at(-1)!.seq === this.#outbox.next - 1) this.#isUrgent = false;
    const body = this.#body(batch);
    const bytes = utf8Length(body);
    const isKeptAlive = keepaliveBytes + bytes <= PIECE_BYTES;
    if (isKeptAlive) this.#sentUpTo = batch.at(-1)!.seq;
    const answer = await this.#carry(this.#letter.post, body, bytes, isKeptAlive);
    this.#settle(batch, answer, false);
  }

  async #carry(
    post: Letter["post"], body: string, bytes: number, isKeptAlive: boolean,
  ): Promise<Answer | null> {
    const began = performance.now();
    if (isKeptAlive) keepaliveBytes += bytes;
    this.#inFlight += 1;
    this.#sentBytes += bytes;
    try {
      const answer = await post(body, isKeptAlive);
      this.#measure(answer, performance.now() - began);
      return answer;
    } finally {
      this.#inFlight -= 1;
      if (isKeptAlive) keepaliveBytes -= bytes;
    }
  }

  #measure(answer: Answer | null, took_ms: number): void {
    const times = answer?.status === 200 ? answer.body["server_ms"] : null;
    if (!Array.isArray(times)) return;
    this.#rtt_ms = Math.min(this.#rtt_ms, Math.max(0, took_ms - (Number(times[1]) - Number(times[0]) || 0)));
    this.#isWatched = answer?.body["watched"] === true;
  }

  /** A piece that failed is not acted upon: it is sent again in its turn. */
  #settle(batch: readonly Entry[], answer: Answer | null, isPiece: boolean): void {
    if (this.#why !== undefined) return;
    if (!this.#inFlight) this.#sentUpTo = -1;
    const isTaken = answer?.status === 200 || answer?.status === 410;
    if (isPiece && !isTaken) {
      if (!this.#inFlight) this.#schedule(this.#delay());
      return;
    }
    const before = this.#outbox.ack;
    this.#act(actOn(this.#outbox, batch, answer, this.#failures), batch);
    if (this.status().state === "stopped") return;
    if (this.#outbox.ack > before) this.#letter.shelf.forget(this.#outbox.ack, this.unsent === 0);
    this.#keepSoon();
    this.#tell();
  }

  #act(next: Next, batch: readonly Entry[]): void {
    if (next.do === "stop") return this.stop(next.why);
    if (next.do === "halve") {
      this.#mostBytes = batch.reduce((sum, entry) => sum + entry.bytes, 0) / 2;
      this.#isUrgent = true;
    } else if (next.do === "go_on") {
      this.#failures = 0;
      this.#mostBytes = Math.min(BATCH_BYTES, this.#mostBytes * 2);
      this.#isUrgent ||= this.#outbox.bytes > 0 && this.#outbox.entries[0]!.wasSent;
    } else {
      this.#notBefore = performance.now() + this.#pause(next);
      this.#failures += 1;
      this.#schedule(0);
    }
  }

  #pause(next: Next): number {
    if (next.do === "wait") return next.ms * (0.8 + 0.4 * Math.random());
    return Math.random() * Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** this.#failures);
  }

  #keepSoon(): void {
    this.#keepTimer ??= setTimeout(() => this.#keepNow(), KEEP_MS);
  }

  #keepNow(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    const fresh = this.#outbox.entries.filter((entry) => !entry.isKept);
    this.#letter.shelf.keep(fresh);
    this.#outbox.keep(fresh);
  }

  #body(batch: readonly Entry[]): string {
    const { token, epoch, prev, clock } = this.#letter;
    const reading: ClockReading = {
      origin_ms: clock.origin_ms,
      now_ms: clock.now(),
      wall_ms: Date.now(),
      ...(this.#rtt_ms < Infinity && { rtt_ms: this.#rtt_ms }),
    };
    const head = JSON.stringify({ v: 1, token, epoch, prev, from: batch[0]!.seq, clock: reading });
    return `${head.slice(0, -1)},"events":[${batch.map((entry) => entry.json).join(",")}]}`;
  }
}
