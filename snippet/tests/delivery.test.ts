import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "../src/answer";
import { Delivery, type Keeping } from "../src/delivery";
import { Outbox } from "../src/outbox";
import type { PageEvent } from "../src/wire";

interface Sent {
  readonly from: number;
  readonly events: readonly PageEvent[];
  readonly at: number;
}

const key: PageEvent = { type: "key.pressed", key: "Tab", at_ms: 1 };
const task: PageEvent = { type: "task.started", task: "buy", at_ms: 2 };
const ok = (ack: number, more: object = {}): Answer => ({
  status: 200, body: { ack, server_ms: [1, 1], ...more }, retry_after_s: null,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function set(answerTo: (sent: Sent) => Promise<Answer | null> | Answer | null, isWaiting = false) {
  const sent: Sent[] = [];
  const forgotten: number[] = [];
  const shelf: Keeping = { keep: vi.fn(), keepAtOnce: vi.fn(() => true), forget: (ack) => forgotten.push(ack) };
  let inFlight = 0;
  let most = 0;
  const post = async (body: string): Promise<Answer | null> => {
    const read = { ...(JSON.parse(body) as Sent), at: performance.now() };
    sent.push(read);
    most = Math.max(most, (inFlight += 1));
    const answer = await answerTo(read);
    inFlight -= 1;
    return answer;
  };
  const clock = { origin_ms: 0, now: () => 1 };
  const delivery = new Delivery({ token: "t", epoch: "e", prev: null, clock, shelf, post }, new Outbox(), isWaiting);
  return { delivery, sent, forgotten, shelf, most: () => most };
}
const accept = ({ from, events }: Sent): Answer => ok(from + events.length - 1);

describe("a delivery", () => {
  it("waits a second for more, but not with a task", async () => {
    const { delivery, sent } = set(accept);
    delivery.record(key);
    await vi.advanceTimersByTimeAsync(900);
    expect(sent.length).toBe(0);
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map(({ events }) => events.length)).toEqual([2]);
  });

  it("sends every tenth of a second while somebody watches", async () => {
    const { delivery, sent } = set(({ from, events }) => ok(from + events.length - 1, { watched: true }));
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(200);
    delivery.record(key);
    await vi.advanceTimersByTimeAsync(110);
    expect(sent.length).toBe(2);
  });

  it("sends as soon as 64 KB have gathered", async () => {
    const { delivery, sent } = set(accept);
    for (let n = 0; n < 5; n += 1) delivery.record({ type: "field.changed", at_ms: 1, selector: "x".repeat(15_000) });
    await vi.advanceTimersByTimeAsync(10);
    expect(sent.length).toBe(1);
  });

  it("has one request in flight", async () => {
    const slow = set((sent) => new Promise((resolve) => setTimeout(() => resolve(accept(sent)), 700)));
    for (let n = 0; n < 30; n += 1) {
      slow.delivery.record(task);
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(3_000);
    expect(slow.most()).toBe(1);
    expect(slow.delivery.unsent).toBe(0);
  });

  it("backs off, ever longer up to half a minute, and comes back at once when told", async () => {
    const failing = set(() => null);
    failing.delivery.record(task);
    await vi.advanceTimersByTimeAsync(300_000);
    const gaps = failing.sent.slice(1).map(({ at }, index) => at - failing.sent[index]!.at);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_001);
    expect(failing.sent.length).toBeGreaterThan(8);
    expect(failing.delivery.status()).toMatchObject({ state: "saved", unsent: 1 });
    const before = failing.sent.length;
    failing.delivery.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(failing.sent.length).toBe(before + 1);
  });

  it("waits as long as the server asks, give or take a fifth", async () => {
    let isBusy = true;
    const { delivery, sent } = set((batch) => {
      if (!isBusy) return accept(batch);
      isBusy = false;
      return { status: 503, body: {}, retry_after_s: 10 };
    });
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(30_000);
    const gap = sent[1]!.at - sent[0]!.at;
    expect(gap).toBeGreaterThanOrEqual(8_000);
    expect(gap).toBeLessThanOrEqual(12_001);
  });

  it("halves until everything fits", async () => {
    const { delivery, sent } = set((batch) =>
      batch.events.length > 3 ? { status: 413, body: {}, retry_after_s: null } : accept(batch));
    for (let n = 0; n < 20; n += 1) delivery.record(key);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(delivery.unsent).toBe(0);
    expect(delivery.dropped).toBe(0);
    expect(sent.length).toBeGreaterThan(5);
  });

  it("keeps and sends nothing any more once it was told to stop", async () => {
    const { delivery, sent, forgotten } = set(() => ({ status: 410, body: { error: "withdrawn" }, retry_after_s: null }));
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(10);
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.length).toBe(1);
    expect(forgotten).toEqual([Number.MAX_SAFE_INTEGER]);
    expect(delivery.status()).toEqual({ state: "stopped", unsent: 0, why: "withdrawn" });
  });

  it("writes to storage within a quarter of a second", async () => {
    const { delivery, shelf } = set(() => null);
    delivery.record(key);
    await vi.advanceTimersByTimeAsync(250);
    expect(shelf.keep).toHaveBeenCalledWith([expect.objectContaining({ seq: 0 })]);
  });

  it("sends in pieces of 16 KB, 64 KB at most, when the page goes", async () => {
    const { delivery, sent, shelf } = set(() => new Promise<null>(() => undefined), true);
    for (let n = 0; n < 20; n += 1) delivery.record({ type: "field.changed", at_ms: 1, selector: "x".repeat(7_000) });
    delivery.leave();
    const sizes = sent.map((batch) => JSON.stringify(batch.events).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16_100);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(65_536);
    expect(sent.map(({ from }) => from)).toEqual([0, 2, 4, 6]);
    expect(shelf.keepAtOnce).toHaveBeenCalledOnce();
  });

  it("sends nothing before it may", async () => {
    const { delivery, sent } = set(accept, true);
    delivery.record(task);
    await delivery.flush();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent.length).toBe(0);
    delivery.go();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.length).toBe(1);
  });

  it("does not send a click that waits for its reaction, unless it must", async () => {
    const { delivery, sent } = set(accept);
    const entry = delivery.record({ type: "element.clicked", at_ms: 1 }, true);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(sent.length).toBe(0);
    delivery.complete(entry, { reacted_ms: 1_400 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent[0]?.events).toEqual([{ type: "element.clicked", at_ms: 1, reacted_ms: 1_400 }]);
  });
});
