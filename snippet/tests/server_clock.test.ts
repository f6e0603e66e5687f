import { describe, expect, it } from "vitest";
import { ServerClock } from "../src/desk/server_clock";

const SERVER_MS = 1_795_300_000_000;
/** The server's clock is `SERVER_MS` ahead of the device's; an answer takes `out` there and `back` here. */
const sample = (asked_ms: number, out: number, back: number, ahead = SERVER_MS) => ({
  asked_ms, server_ms: asked_ms + out + ahead, answered_ms: asked_ms + out + back,
});

describe("the server's clock", () => {
  it("is not known before the server has told its time", () => {
    const clock = new ServerClock();
    expect(clock.is_set).toBe(false);
    expect(clock.at(5)).toBeNaN();
  });

  it("believes the shortest round trip", () => {
    const clock = new ServerClock();
    clock.add(sample(0, 400, 0));
    clock.add(sample(1_000, 3, 5));
    clock.add(sample(2_000, 0, 300));
    expect(clock.at(5_000) - (5_000 + SERVER_MS)).toBe(-1);
    expect(clock.error_ms).toBe(4);
  });

  it("is wrong by half a round trip at most, whichever way was slow", () => {
    for (const [out, back] of [[90, 10], [10, 90], [50, 50]] as const) {
      const clock = new ServerClock();
      clock.add(sample(0, out, back));
      expect(Math.abs(clock.at(0) - SERVER_MS)).toBeLessThanOrEqual(clock.error_ms);
    }
  });

  it("drops what it knew once the device has slept and its clock stood still", () => {
    const clock = new ServerClock();
    clock.add(sample(0, 1, 1));
    clock.add(sample(100, 20, 20, SERVER_MS + 60_000));
    expect(clock.at(200)).toBe(200 + SERVER_MS + 60_000);
  });
});
