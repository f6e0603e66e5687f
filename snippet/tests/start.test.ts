// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { start } from "../src/start";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("asks for the session ever less often while nobody answers, and goes on asking", async () => {
  const asked: number[] = [];
  vi.spyOn(Math, "random").mockReturnValue(1);
  vi.stubGlobal("PerformanceObserver", class { static supportedEntryTypes = []; });
  vi.stubGlobal("fetch", async () => {
    asked.push(performance.now());
    throw new TypeError("no answer");
  });
  start("recorder:s", "http://recorder.test", "/", "ses_test", () => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(180_000);
  const pauses = asked.slice(1).map((at, index) => Math.round((at - asked[index]!) / 500) / 2);
  expect(pauses).toEqual([0.5, 1, 2, 4, 8, 16, 30, 30, 30, 30]);
});
