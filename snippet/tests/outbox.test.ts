import { describe, expect, it } from "vitest";
import { actOn } from "../src/act_on";
import type { Answer } from "../src/answer";
import { Outbox } from "../src/outbox";
import type { PageEvent } from "../src/wire";

const key = (at_ms: number): PageEvent => ({ type: "key.pressed", key: "Tab", at_ms });
const answer = (status: number, body: Answer["body"] = {}, retry_after_s: number | null = null): Answer => ({
  status, body, retry_after_s,
});

function filled(count: number): Outbox {
  const outbox = new Outbox();
  for (let at = 0; at < count; at += 1) outbox.put(key(at));
  return outbox;
}

/** Numbers that look random and are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("the protocol's table, row by row", () => {
  it("forgets what a 200 acknowledges", () => {
    const outbox = filled(5);
    expect(actOn(outbox, outbox.take(9_999), answer(200, { ack: 3 }), 0)).toEqual({ do: "go_on" });
    expect(outbox.entries.map(({ seq }) => seq)).toEqual([4]);
  });

  it("takes a 200 that says nothing for no answer, as from a hotel's sign-in page", () => {
    const outbox = filled(1);
    expect(actOn(outbox, outbox.take(9_999), answer(200), 0)).toEqual({ do: "back_off" });
    expect(outbox.entries.length).toBe(1);
  });

  it.each([[401, "unknown_token"], [403, "consent_required"], [410, "withdrawn"], [410, "closed"]])(
    "stops at %i %s", (status, error) => {
      const outbox = filled(2);
      expect(actOn(outbox, outbox.take(9_999), answer(status, { error }), 0)).toEqual({ do: "stop", why: error });
    },
  );

  it("goes on from where a 409 says", () => {
    const outbox = filled(5);
    expect(actOn(outbox, outbox.take(9_999), answer(409, { ack: 1 }), 0)).toEqual({ do: "go_on" });
    expect(outbox.take(9_999)[0]?.seq).toBe(2);
  });

  it("says what is gone when a server has lost what it acknowledged, but only after patience", () => {
    const outbox = filled(3);
    outbox.acknowledge(1);
    expect(actOn(outbox, outbox.take(9_999), answer(409, { ack: -1 }), 0)).toEqual({ do: "back_off" });
    expect(outbox.entries.length).toBe(1);
    expect(actOn(outbox, outbox.take(9_999), answer(409, { ack: -1 }), 8)).toEqual({ do: "go_on" });
    expect(outbox.entries.map(({ seq, type }) => [seq, type])).toEqual([
      [0, "event.dropped"], [1, "event.dropped"], [2, "key.pressed"],
    ]);
  });

  it("halves a batch at 413, and replaces a single event that is too large", () => {
    const outbox = filled(2);
    expect(actOn(outbox, outbox.take(9_999), answer(413), 0)).toEqual({ do: "halve" });
    expect(actOn(outbox, outbox.take(1), answer(413), 0)).toEqual({ do: "go_on" });
    expect(outbox.entries.map(({ type }) => type)).toEqual(["event.dropped", "key.pressed"]);
  });

  it.each([400, 415])("does not send a batch again that got %i, and counts it", (status) => {
    const outbox = filled(2);
    expect(actOn(outbox, outbox.take(9_999), answer(status), 0)).toEqual({ do: "go_on" });
    expect(outbox.entries.every(({ type }) => type === "event.dropped")).toBe(true);
    expect(outbox.dropped).toBe(2);
    expect(actOn(outbox, outbox.take(9_999), answer(status), 0)).toEqual({ do: "stop", why: "refused" });
  });

  it("replaces the one event that a 422 names, at the same seq", () => {
    const outbox = filled(3);
    expect(actOn(outbox, outbox.take(9_999), answer(422, { index: 1 }), 0)).toEqual({ do: "go_on" });
    expect(outbox.entries.map(({ seq, type }) => [seq, type])).toEqual([
      [0, "key.pressed"], [1, "event.dropped"], [2, "key.pressed"],
    ]);
    expect(JSON.parse(outbox.entries[1]!.json)).toMatchObject({ why: "refused", was: "key.pressed", at_ms: 1 });
  });

  it.each([429, 503, 507])("waits as long as a %i says", (status) => {
    const outbox = filled(1);
    expect(actOn(outbox, outbox.take(9_999), answer(status, {}, 7), 0)).toEqual({ do: "wait", ms: 7_000 });
    expect(actOn(outbox, outbox.take(9_999), answer(status), 0)).toEqual({ do: "back_off" });
  });

  it.each([500, 502, 504, 404, 302])("backs off at %i", (status) => {
    const outbox = filled(1);
    expect(actOn(outbox, outbox.take(9_999), answer(status), 0)).toEqual({ do: "back_off" });
    expect(actOn(outbox, outbox.take(9_999), null, 0)).toEqual({ do: "back_off" });
  });
});

describe("an outbox", () => {
  it("never lets an ack go back, nor beyond what there is", () => {
    const outbox = filled(4);
    outbox.acknowledge(2);
    outbox.acknowledge(0);
    expect(outbox.ack).toBe(2);
    outbox.acknowledge(99);
    expect(outbox.ack).toBe(3);
  });

  it("throws away pointer moves, then scrolls, and never a click", () => {
    const outbox = new Outbox();
    const path = Array.from({ length: 900 }, (): [number, number, number] => [1_000, 1_000, 1_000]);
    for (let at_ms = 0; at_ms < 200; at_ms += 1) {
      outbox.put({ type: "pointer.moved", at_ms, path });
      outbox.put({ type: "element.clicked", at_ms, selector: "x".repeat(2_000) });
      outbox.put({ type: "task.shown", at_ms, task: "t".repeat(15_000) });
    }
    const kinds = new Set(outbox.entries.map(({ type }) => type));
    expect(outbox.bytes).toBeLessThan(5_000_000);
    expect(kinds).toContain("event.dropped");
    expect(outbox.entries.filter(({ type }) => type === "element.clicked").length).toBe(200);
    expect(outbox.entries.map(({ seq }) => seq)).toEqual([...Array(600).keys()]);
  });

  it("never changes what the server may have", () => {
    const outbox = new Outbox();
    const entry = outbox.put(key(1), true);
    expect(outbox.take(9_999)).toEqual([]);
    const [sent] = outbox.take(9_999, true);
    outbox.complete(entry, { key: "Enter" });
    expect(sent?.json).toBe(JSON.stringify(key(1)));
  });

  it("neither loses nor reorders an event, whatever the server answers", () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const roll = dice(seed);
      const outbox = new Outbox();
      const stored: string[] = [];
      let put = 0;
      let failures = 0;
      for (let step = 0; step < 120 || outbox.entries.length > 0; step += 1) {
        for (let more = Math.floor(roll() * 4); more > 0 && step < 120; more -= 1) outbox.put(key((put += 1) - 1));
        const batch = outbox.take(roll() * 400);
        if (batch.length === 0) continue;
        const before = outbox.ack;
        const fate = step < 120 ? roll() : 0;
        // The server takes what is new; its answer may be lost, or be late and say less.
        if (fate < 0.6) {
          expect(batch[0]!.seq).toBeLessThanOrEqual(stored.length);
          for (const { seq, json } of batch) stored[seq] ??= json;
        }
        const said = fate < 0.4 ? answer(200, { ack: stored.length - 1 })
          : fate < 0.5 ? answer(200, { ack: Math.floor(roll() * stored.length) - 1 })
          : fate < 0.6 ? null
          : answer([409, 429, 500, 503][Math.floor(roll() * 4)]!, { ack: stored.length - 1 });
        failures = actOn(outbox, batch, said, failures).do === "go_on" ? 0 : failures + 1;
        expect(outbox.ack).toBeGreaterThanOrEqual(before);
      }
      expect(stored.map((json) => (JSON.parse(json) as PageEvent).at_ms)).toEqual([...Array(put).keys()]);
    }
  });
});
