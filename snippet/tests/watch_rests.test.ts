import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { REST_PREFIX, startDelivery } from "../src/delivery";
import { storage } from "../src/storage";
import { watchRests } from "../src/watch_rests";
import { stubStorage } from "./local_storage";
import { ok, type Said, type Sent, serve } from "./server";

beforeEach(() => {
  vi.useFakeTimers();
  stubStorage();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page load with three events, its end too when it is gone, that no answer came for. */
async function leaveBehind(isGone: boolean): Promise<void> {
  serve(() => null);
  const delivery = startDelivery("", { v: 1, token: "t", epoch: "left", prev: null }, { origin_ms: 0, now: () => 1 });
  for (let at_ms = 0; at_ms < (isGone ? 2 : 3); at_ms += 1) delivery.record({ type: "key.pressed", key: "Tab", at_ms });
  delivery.leave(isGone);
  await vi.advanceTimersByTimeAsync(0);
  vi.clearAllTimers();
}

/** A server that has so many of the rest's events. */
function serveFrom(count: number): Sent[] {
  let next = count;
  return serve(({ from, events }): Said => {
    if (from > next) return [409, { ack: next - 1 }];
    next = Math.max(next, from + events.length);
    return ok(next - 1);
  }).sent;
}

describe("the rest of a page that was left", () => {
  it("is sent by the next page, from where the server says", async () => {
    await leaveBehind(true);
    const sent = serveFrom(1);
    watchRests("own");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(({ from, events }) => [from, events.length])).toEqual([[3, 0], [1, 2]]);
    expect(storage.keys(REST_PREFIX)).toEqual([]);
  });

  it("is not sent again when all of it arrived", async () => {
    await leaveBehind(true);
    const sent = serveFrom(3);
    watchRests("own");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(({ events }) => events.length)).toEqual([0]);
    expect(storage.keys(REST_PREFIX)).toEqual([]);
  });

  it("stays until the server takes it", async () => {
    await leaveBehind(true);
    serve(() => null);
    watchRests("own");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(storage.keys(REST_PREFIX).length).toBe(1);
    const sent = serveFrom(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.at(-1)!.events.length).toBe(3);
    expect(storage.keys(REST_PREFIX)).toEqual([]);
  });

  it("waits for five seconds of silence when the page did not say that it was left", async () => {
    await leaveBehind(false);
    const sent = serveFrom(0);
    watchRests("own");
    await vi.advanceTimersByTimeAsync(4_000);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent.at(-1)!.events.length).toBe(3);
  });

  it("is left alone when its page came back and wrote more meanwhile", async () => {
    await leaveBehind(true);
    serveFrom(0);
    watchRests("own");
    const more = storage.get(`${REST_PREFIX}left`)!.replace('"isLeft":true', '"isLeft":false');
    setTimeout(() => storage.set(`${REST_PREFIX}left`, more), 301);
    await vi.advanceTimersByTimeAsync(301);
    expect(storage.keys(REST_PREFIX).length).toBeLessThanOrEqual(1);
  });

  it("is told of when there is none, so that the page can forget it", async () => {
    const none = vi.fn();
    watchRests("own", none);
    await vi.advanceTimersByTimeAsync(301);
    expect(none).toHaveBeenCalledOnce();
  });
});
