import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Delivery, REST_PREFIX, startDelivery } from "../src/delivery";
import { storage } from "../src/storage";
import type { PageEvent } from "../src/wire";
import { stubStorage } from "./local_storage";
import { accept, ok, type Said, type Sent, serve } from "./server";

const key: PageEvent = { type: "key.pressed", key: "Tab", at_ms: 1 };
const task: PageEvent = { type: "task.started", task: "buy", at_ms: 2 };
const press = (at_ms: number): PageEvent => ({ type: "key.pressed", key: "Tab", at_ms });
const field = (length: number): PageEvent => ({ type: "field.changed", at_ms: 1, selector: "x".repeat(length) });

beforeEach(() => {
  vi.useFakeTimers();
  stubStorage();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function start(isWaiting = false): Delivery {
  return startDelivery("", { v: 1, token: "t", epoch: "e", prev: null }, { origin_ms: 0, now: () => 1 }, isWaiting);
}
function set(answerTo: (sent: Sent) => Promise<Said> | Said, isWaiting = false) {
  return { ...serve(answerTo), delivery: start(isWaiting) };
}
const kept = (): PageEvent[] =>
  (JSON.parse(storage.get(`${REST_PREFIX}e`) ?? '{"events":[]}') as Sent).events as PageEvent[];

/** Numbers that look random and are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

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
    for (let n = 0; n < 5; n += 1) delivery.record(field(15_000));
    await vi.advanceTimersByTimeAsync(10);
    expect(sent.length).toBe(1);
  });

  it("has one request in flight", async () => {
    const { delivery, most } = set((sent) => new Promise((resolve) => setTimeout(() => resolve(accept(sent)), 700)));
    for (let n = 0; n < 30; n += 1) {
      delivery.record(task);
      if (n === 10) void delivery.flush();
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(3_000);
    expect(most()).toBe(1);
    expect(delivery.status().unsent).toBe(0);
  });

  it("backs off, ever longer up to half a minute, and comes back at once when told", async () => {
    const { delivery, sent } = set(() => null);
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(300_000);
    const gaps = sent.slice(1).map(({ at }, index) => at - sent[index]!.at);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_001);
    expect(sent.length).toBeGreaterThan(8);
    expect(delivery.status()).toMatchObject({ state: "saved", unsent: 1 });
    const before = sent.length;
    delivery.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.length).toBe(before + 1);
  });

  it("writes to storage within a quarter of a second, and forgets what arrived", async () => {
    let isAway = true;
    const { delivery } = set((sent) => (isAway ? null : accept(sent)));
    delivery.record(key);
    await vi.advanceTimersByTimeAsync(250);
    expect(kept()).toEqual([key]);
    isAway = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(storage.keys(REST_PREFIX)).toEqual([]);
  });

  it("sends in pieces of 16 KB, 64 KB at most, when the page goes", async () => {
    const { delivery, sent } = set(() => new Promise<null>(() => undefined), true);
    for (let n = 0; n < 20; n += 1) delivery.record(field(7_000));
    delivery.leave(true);
    const sizes = sent.map((batch) => JSON.stringify(batch.events).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16_100);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(65_536);
    expect(sent.map(({ from }) => from)).toEqual([0, 2, 4, 6]);
    expect(kept().length).toBe(21);
    expect(kept().at(-1)).toEqual({ type: "epoch.ended", at_ms: 1, last_seq: 20 });
  });

  it("sends what was sent while the page was hidden again only when it is left before an answer", async () => {
    const { delivery, sent } = set((batch) => new Promise((resolve) => setTimeout(() => resolve(accept(batch)), 50)));
    delivery.record(key);
    delivery.leave();
    delivery.leave();
    expect(sent.map(({ from }) => from)).toEqual([0]);
    delivery.record(key);
    delivery.leave(true);
    expect(sent.map(({ from, events }) => [from, events.length])).toEqual([[0, 1], [0, 3]]);
    await vi.advanceTimersByTimeAsync(60);
    delivery.record(key);
    delivery.leave(true);
    expect(sent.at(-1)).toMatchObject({ from: 3, events: [key, { type: "epoch.ended", last_seq: 4 }] });
  });

  it("sends nothing before it may", async () => {
    const { delivery, sent } = set(accept, true);
    delivery.record(task);
    await delivery.flush();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent.length).toBe(0);
    delivery.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.length).toBe(1);
  });

  it("does not send a click that waits for its reaction, unless it must", async () => {
    const { delivery, sent } = set(accept);
    const click = { type: "element.clicked", at_ms: 1 } as const;
    delivery.record(click, true);
    delivery.record(key);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(sent.length).toBe(0);
    Object.assign(click, { reacted_ms: 1_400 });
    delivery.release(click);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent[0]?.events).toEqual([{ type: "element.clicked", at_ms: 1, reacted_ms: 1_400 }, key]);
  });

  it("lets what is urgent wait only briefly for the reaction to a click before it", async () => {
    const { delivery, sent } = set(accept);
    const click = { type: "element.clicked", at_ms: 1, reacted_ms: null } as const;
    const view = { type: "page.viewed", at_ms: 1, address: "/" } as const;
    delivery.record(click, true);
    delivery.record(task);
    delivery.record({ ...click, at_ms: 3 }, true);
    await vi.advanceTimersByTimeAsync(290);
    expect(sent.length).toBe(0);
    await vi.advanceTimersByTimeAsync(20);
    expect(sent.map(({ events }) => events)).toEqual([[click, task]]);
    delivery.record(view, true);
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent.slice(1).map(({ events }) => events)).toEqual([[{ ...click, at_ms: 3 }]]);
  });

  it("flushes a backlog of many batches to its end", async () => {
    let isAway = true;
    const { delivery, sent } = set((batch) => (isAway ? null : accept(batch)));
    for (let n = 0; n < 30; n += 1) delivery.record(field(15_000));
    await vi.advanceTimersByTimeAsync(3_000);
    isAway = false;
    const before = sent.length;
    await delivery.flush();
    expect(delivery.status().unsent).toBe(0);
    expect(sent.length - before).toBeGreaterThan(4);
  });

  it("asks once when it flushes and the server does not answer", async () => {
    const { delivery, sent } = set(() => null);
    for (let n = 0; n < 30; n += 1) delivery.record(field(15_000));
    await delivery.flush();
    expect(sent.length).toBe(1);
    expect(delivery.status().unsent).toBe(30);
  });

  it("flushes after the last of several pieces is answered, in whatever order that comes", async () => {
    let pieces = 0;
    const { delivery } = set(async (batch) => {
      await new Promise((resolve) => setTimeout(resolve, 500 - 100 * (pieces += 1)));
      return accept(batch);
    });
    for (let n = 0; n < 8; n += 1) delivery.record(field(7_000));
    delivery.leave();
    const flushed = vi.fn();
    void delivery.flush().then(flushed);
    await vi.advanceTimersByTimeAsync(150);
    expect(flushed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(flushed).toHaveBeenCalled();
    expect(delivery.status().unsent).toBe(0);
  });

  it("never changes what the server may have", async () => {
    const { delivery, sent } = set(() => null);
    const held = { ...key };
    delivery.record(held, true);
    delivery.leave();
    Object.assign(held, { key: "Enter" });
    delivery.release(held);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(new Set(sent.map(({ events }) => JSON.stringify(events)))).toEqual(new Set([JSON.stringify([key])]));
  });

  it("lets a click hold what follows it for a tenth of a second at most while somebody watches", async () => {
    const { delivery, sent } = set(({ from, events }) => ok(from + events.length - 1, { watched: true }));
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(200);
    const click = { type: "element.clicked", at_ms: 1, waited_ms: 0 } as const;
    delivery.record(click, true);
    delivery.record(key);
    await vi.advanceTimersByTimeAsync(90);
    expect(sent.length).toBe(1);
    await vi.advanceTimersByTimeAsync(120);
    expect(sent.slice(1).map(({ events }) => events)).toEqual([[click, key]]);
  });

  it.each([
    [30, ["pointer.moved"]],
    [60, ["pointer.moved", "page.scrolled"]],
    [90, ["pointer.moved", "page.scrolled", "dom.recorded"]],
  ])("throws away pointer moves, then scrolls, then the page's pictures, and never a click: %i", async (count, thrown) => {
    const { delivery, sent } = set(accept, true);
    const path = Array.from({ length: 900 }, (): [number, number, number] => [1_000, 1_000, 1_000]);
    for (let at_ms = 0; at_ms < 60; at_ms += 1) {
      delivery.record({ type: "dom.recorded", at_ms, data: "x".repeat(8_000) });
      delivery.record({ type: "page.scrolled", at_ms, depth: 0, y_px: 0, more: "x".repeat(4_000) } as never);
      delivery.record({ type: "pointer.moved", at_ms, path: path.slice(0, 500) });
    }
    for (let at_ms = 0; at_ms < count; at_ms += 1) delivery.record({ type: "element.clicked", at_ms, selector: "x".repeat(15_000) });
    delivery.wake();
    await vi.advanceTimersByTimeAsync(60_000);
    const events = sent.flatMap((batch) => batch.events);
    expect(new Set(events.map((event) => event.type === "event.dropped" && event.was))).toEqual(new Set([false, ...thrown]));
    expect(events.filter(({ type }) => type === "element.clicked")).toHaveLength(count);
  });

  it("keeps as much as the browser's storage has room for, the oldest first and without holes", async () => {
    const { delivery } = set(() => null);
    for (let n = 0; n < 150; n += 1) delivery.record({ ...field(15_000), at_ms: n });
    await vi.advanceTimersByTimeAsync(300);
    const times = kept().map(({ at_ms }) => at_ms);
    expect(times).toEqual(times.map((_, index) => index));
    expect(JSON.stringify(kept()).length).toBeGreaterThan(1_900_000);
    expect(JSON.stringify(kept()).length).toBeLessThan(2_100_000);
  });
});

describe("the protocol's table, row by row", () => {
  /** Delivers keys to a server that answers once so, and then as it should. */
  async function meet(said: Said, count = 3) {
    let isFirst = true;
    const { delivery, sent } = set((batch) => {
      const answer = isFirst ? said : accept(batch);
      isFirst = false;
      return answer;
    });
    for (let at = 0; at < count; at += 1) delivery.record(press(at));
    await vi.advanceTimersByTimeAsync(60_000);
    const events = sent.at(-1)!.events.map(({ type }) => type);
    return { delivery, sent, events };
  }

  it("forgets what a 200 acknowledges", async () => {
    const { delivery, sent } = await meet(ok(1));
    expect(sent.map(({ from }) => from)).toEqual([0, 2]);
    expect(delivery.status().unsent).toBe(0);
  });

  it("takes a 200 that says nothing for no answer, as from a hotel's sign-in page", async () => {
    const { sent } = await meet([200]);
    expect(sent.map(({ from }) => from)).toEqual([0, 0]);
  });

  it.each([[401, "unknown_token"], [403, "consent_required"], [410, "withdrawn"], [410, "closed"]])(
    "keeps and sends nothing any more after %i %s", async (status, error) => {
      const { delivery, sent } = await meet([status, { error }]);
      delivery.record(task);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(sent.length).toBe(1);
      expect(kept()).toEqual([]);
      expect(delivery.status()).toEqual({ state: "stopped", unsent: 0, why: error });
    },
  );

  it("goes on from where a 409 says", async () => {
    expect((await meet([409, { ack: 1 }])).sent.map(({ from }) => from)).toEqual([0, 2]);
  });

  it("keeps all that a server which has lost what it acknowledged does not take", async () => {
    let isLost = false;
    const { delivery } = set((batch) => (isLost ? [409, { ack: -1 }] : accept(batch)));
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(1_000);
    isLost = true;
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(kept()).toEqual([task]);
    expect(delivery.status()).toMatchObject({ state: "saved", unsent: 1 });
  });

  it("halves until everything fits", async () => {
    const { delivery, sent } = set((batch) => (batch.events.length > 3 ? [413] : accept(batch)));
    for (let n = 0; n < 20; n += 1) delivery.record(key);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(delivery.status().unsent).toBe(0);
    expect(delivery.measure().dropped).toBe(0);
    expect(sent.length).toBeGreaterThan(5);
  });

  it("replaces a single event that is too large", async () => {
    const { sent } = await meet([413], 1);
    expect(sent.at(-1)!.events).toEqual([expect.objectContaining({ type: "event.dropped", why: "too_large" })]);
  });

  it.each([400, 415])("does not send a batch again that got %i, and counts it", async (status) => {
    const { delivery, events } = await meet([status]);
    expect(events).toEqual(["event.dropped", "event.dropped", "event.dropped"]);
    expect(delivery.measure().dropped).toBe(3);
  });

  it("stops when even what stands for a refused event is refused", async () => {
    const { delivery, sent } = set(() => [400]);
    delivery.record(task);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.length).toBe(2);
    expect(delivery.status()).toMatchObject({ state: "stopped", why: "refused" });
  });

  it("replaces the one event that a 422 names, at the same seq", async () => {
    const { sent } = await meet([422, { index: 1 }]);
    expect(sent[1]).toMatchObject({ from: 0, events: [
      { type: "key.pressed" }, { type: "event.dropped", why: "refused", was: "key.pressed", at_ms: 1 }, { type: "key.pressed" },
    ] });
  });

  it.each([429, 503, 507])("waits as long as a %i says, give or take a fifth", async (status) => {
    const { sent } = await meet([status, {}, 10]);
    const gap = sent[1]!.at - sent[0]!.at;
    expect(gap).toBeGreaterThanOrEqual(8_000);
    expect(gap).toBeLessThanOrEqual(12_001);
  });

  it.each([429, 503, 500, 502, 504, 404, 302])("backs off at a %i that names no time", async (status) => {
    const { sent, events } = await meet([status]);
    expect(sent[1]!.at - sent[0]!.at).toBeLessThanOrEqual(501);
    expect(events).toEqual(["key.pressed", "key.pressed", "key.pressed"]);
  });

  it("neither loses nor reorders an event, whatever the server answers", async () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const roll = dice(seed);
      const stored: string[] = [];
      let isKind = false;
      serve(({ from, events }) => {
        const fate = isKind ? 0 : roll();
        // The server takes what is new; its answer may be lost, or be late and say less.
        if (fate < 0.6 && from <= stored.length) {
          events.forEach((event, index) => (stored[from + index] ??= JSON.stringify(event)));
        }
        const ack = stored.length - 1;
        if (from > stored.length) return [409, { ack }];
        if (fate < 0.4) return ok(ack);
        if (fate < 0.5) return ok(Math.floor(roll() * stored.length) - 1);
        return fate < 0.6 ? null : [[409, 429, 500, 503][Math.floor(roll() * 4)]!, { ack }];
      });
      const delivery = start();
      for (let put = 0; put < 100; put += 1) {
        delivery.record(press(put));
        if (roll() < 0.1) delivery.leave();
        await vi.advanceTimersByTimeAsync(roll() * 1_000);
        if (roll() < 0.2) delivery.wake();
      }
      isKind = true;
      await vi.advanceTimersByTimeAsync(120_000);
      expect(delivery.status().unsent).toBe(0);
      const at = stored.map((json) => JSON.parse(json) as PageEvent);
      expect(new Set(at.map(({ type }) => type))).toEqual(new Set(["key.pressed"]));
      expect(at.map(({ at_ms }) => at_ms)).toEqual([...Array(100).keys()]);
    }
  }, 30_000);
});
