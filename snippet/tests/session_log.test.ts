import { describe, expect, it } from "vitest";
import type { Batch } from "../src/desk/batch";
import type { DeskEvent } from "../src/desk/desk_event";
import { SessionLog } from "../src/desk/session_log";

const press = (at_ms: number): DeskEvent => ({ type: "key.pressed", key: "Tab", at_ms });
const batch = (epoch: string, from: number, times: readonly number[], origin_ms = 0): Batch => ({
  epoch, from, origin_ms, received_ms: 0, events: times.map(press),
});
const read = (log: SessionLog): string[] => log.entries.map(({ epoch, seq, at_ms }) => `${epoch}:${seq}@${at_ms}`);

describe("the log of a session", () => {
  it("puts all epochs on the session's clock", () => {
    const log = new SessionLog();
    log.add(batch("a", 0, [10, 30], 100), batch("b", 0, [5], 120));
    expect(read(log)).toEqual(["a:0@110", "b:0@125", "a:1@130"]);
  });

  it("keeps an event once, however often it comes", () => {
    const log = new SessionLog();
    log.add(batch("a", 0, [1, 2, 3]));
    const fresh = log.add(batch("a", 1, [2, 3, 4]), batch("a", 0, [1]));
    expect(read(log)).toEqual(["a:0@1", "a:1@2", "a:2@3", "a:3@4"]);
    expect(fresh.map(({ seq }) => seq)).toEqual([3]);
  });

  it("has no gap when what came live meanwhile lies in the catch-up as well", () => {
    const log = new SessionLog();
    log.add(batch("a", 3, [40, 50]));
    expect(log.have()).toEqual({});
    log.add(batch("a", 0, [10, 20, 30, 40]));
    expect(read(log)).toEqual(["a:0@10", "a:1@20", "a:2@30", "a:3@40", "a:4@50"]);
    expect(log.have()).toEqual({ a: 4 });
  });

  it("asks again from the first hole on", () => {
    const log = new SessionLog();
    log.add(batch("a", 0, [1, 2]), batch("a", 5, [6]));
    expect(log.have()).toEqual({ a: 1 });
  });

  it("tells listeners of what is new only, until they stop", () => {
    const log = new SessionLog();
    const heard: number[] = [];
    const stop = log.subscribe((fresh) => heard.push(fresh.length));
    log.add(batch("a", 0, [1, 2]));
    log.add(batch("a", 0, [1, 2]));
    stop();
    log.add(batch("a", 2, [3]));
    expect(heard).toEqual([2]);
  });

  it("takes a log of 200,000 events and live ones after it, in order", () => {
    const log = new SessionLog();
    log.add(...Array.from({ length: 200 }, (_, at) => batch("a", at * 1_000, Array.from({ length: 1_000 }, (__, i) => at * 1_000 + i))));
    for (let at = 0; at < 100; at += 1) log.add(batch("a", 200_000 + at, [200_000 + at]));
    expect(log.entries.length).toBe(200_100);
    expect(log.entries.every(({ seq }, index) => seq === index)).toBe(true);
  });
});
