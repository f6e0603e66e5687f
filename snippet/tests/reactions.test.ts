// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { awaitReaction, reacted } from "../src/capture/reactions";
import { pageClock } from "../src/clock";

interface Click {
  at_ms: number;
  reacted_ms: number | null;
  waited_ms?: number;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function click(): { click: Click; told: () => boolean } {
  let isTold = false;
  const click = { at_ms: pageClock.now(), reacted_ms: null, waited_ms: 0 };
  awaitReaction(click, document.body, () => (isTold = true));
  return { click, told: () => isTold };
}

it("says of a click that is sent too soon how long an answer was waited for, so that it is not taken for dead", async () => {
  const { click: early, told } = click();
  await vi.advanceTimersByTimeAsync(1_050);
  expect(told()).toBe(false);
  expect(early.reacted_ms).toBeNull();
  expect(early.waited_ms).toBeGreaterThanOrEqual(1_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told()).toBe(true);
});

it("waits no longer than an answer may take, and says so", async () => {
  const { click: dead, told } = click();
  await vi.advanceTimersByTimeAsync(2_700);
  expect([told(), dead.reacted_ms]).toEqual([true, null]);
  expect(dead.waited_ms).toBeGreaterThanOrEqual(2_500);
});

it("tells of an answer as soon as there is one", async () => {
  const { click: answered, told } = click();
  await vi.advanceTimersByTimeAsync(250);
  reacted();
  await vi.advanceTimersByTimeAsync(100);
  expect([told(), answered.reacted_ms]).toEqual([true, expect.any(Number)]);
  expect(answered.waited_ms).toBeLessThan(1_000);
});
