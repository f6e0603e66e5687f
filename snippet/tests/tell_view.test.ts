// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

interface Sent {
  readonly types: readonly string[];
  readonly view: { readonly address: string; readonly document_width_px?: number } | undefined;
}

const ANSWER = { state: "open", tasks: [], progress: { task: null, phase: "over" }, capture: {}, watch: [], device: {}, parts: [] };

/** Lets a page load be recorded by a server that answers this after a while, and lists what it sends. */
async function load(answer: object, within_ms = 20): Promise<Sent[]> {
  const sent: Sent[] = [];
  vi.stubGlobal("PerformanceObserver", class { static supportedEntryTypes = []; });
  vi.stubGlobal("fetch", async (_address: string, { body }: { body?: string }) => {
    if (!body) {
      await new Promise((resolve) => setTimeout(resolve, within_ms));
      return { status: 200, headers: new Headers(), json: async () => answer };
    }
    const { from, events } = JSON.parse(body) as { from: number; events: { type: string }[] };
    const view = events.find(({ type }) => type === "page.viewed") as Sent["view"];
    sent.push({ types: events.map(({ type }) => type), view });
    return { status: 200, headers: new Headers(), json: async () => ({ ack: from + events.length - 1 }) };
  });
  // The settings of a page load live as long as the page does.
  vi.resetModules();
  const { start } = await import("../src/start");
  start("recorder:s", "http://recorder.test", "/", "ses_test", () => undefined);
  return sent;
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a page view", () => {
  it("is sent a moment after the page has begun where a moderator waits for it, with the sizes of then", async () => {
    const sent = await load({ ...ANSWER, control: {} });
    await vi.advanceTimersByTimeAsync(130);
    expect(sent.map(({ types }) => types)).toEqual([["page.viewed", "session.started"]]);
    expect(sent[0]?.view?.document_width_px).toBeTypeOf("number");
  });

  it("is sent once, though the page is looked at again when it has settled", async () => {
    const sent = await load({ ...ANSWER, control: {} });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent.flatMap(({ types }) => types).filter((type) => type === "page.viewed")).toHaveLength(1);
  });

  it("waits for the page to settle, and for the next batch, where nobody leads", async () => {
    const sent = await load(ANSWER);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(({ types }) => types)).toEqual([["page.viewed", "session.started"]]);
  });

  it("goes a moment after it was known that a moderator waits, if that was known late", async () => {
    const sent = await load({ ...ANSWER, control: {} }, 300);
    await vi.advanceTimersByTimeAsync(390);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(30);
    expect(sent.map(({ types }) => types)).toEqual([["page.viewed", "session.started"]]);
  });
});
