// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Core } from "../src/core";
import { start } from "../src/start";

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
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

/** Lets a recorder run whose server answers this, and lists what it loads and what the parts are given. */
async function load(answer: object): Promise<{ loaded: string[]; opened: unknown[]; api: (next: object) => void }> {
  const loaded: string[] = [];
  const opened: unknown[] = [];
  let told = answer;
  vi.stubGlobal("PerformanceObserver", class { static supportedEntryTypes = []; });
  vi.stubGlobal("fetch", async () => ({ status: 200, headers: new Headers(), json: async () => told }));
  start("recorder:p", "http://recorder.test", "/", "ses_parts", (file, use) => {
    loaded.push(file);
    if (!file.startsWith("broken")) use({ open: (core: Core) => opened.push(core) } as never);
    return "loading";
  });
  await vi.advanceTimersByTimeAsync(10);
  return { loaded, opened, api: (next) => (told = next) };
}

const ANSWER = { state: "open", tasks: [], progress: { task: null, phase: "over" }, capture: {}, watch: [], device: {} };

it("loads every part that the server names once, whatever happens to another", async () => {
  const { loaded, opened, api } = await load({ ...ANSWER, parts: ["broken.js?v=1", "panel.js?v=1"] });
  expect(loaded).toEqual(["broken.js?v=1", "panel.js?v=1"]);
  expect(opened).toHaveLength(1);

  api({ ...ANSWER, parts: ["panel.js?v=2"] });
  await (opened[0] as Core).refresh();
  await vi.advanceTimersByTimeAsync(10);
  expect(loaded).toEqual(["broken.js?v=1", "panel.js?v=1"]);
  expect(opened).toHaveLength(1);
});

it("loads nothing when the server names nothing", async () => {
  expect((await load({ ...ANSWER, parts: [] })).loaded).toEqual([]);
});
