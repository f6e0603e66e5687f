import { expect, test } from "vitest";
import { clockWords } from "../src/desk/clock_words";
import type { DeskEvent } from "../src/desk/desk_event";
import { FeedReading } from "../src/desk/feed_reading";
import { jumpFrom } from "../src/desk/jump_from";
import { jumpPoints } from "../src/desk/jump_points";
import { lastIndex } from "../src/desk/last_index";
import type { LogEntry } from "../src/desk/log_entry";
import { Playhead } from "../src/desk/playhead";
import { quietSpans } from "../src/desk/quiet_spans";
import { rulerSteps } from "../src/desk/ruler_steps";
import { thin } from "../src/desk/thin";
import { readTracks } from "../src/desk/tracks";

const NAMES = { tasks: { buy: "Buy a thing" }, people: {}, markers: [] };

function log(...events: object[]): LogEntry[] {
  return events.map((event, seq) => {
    const { at_ms } = event as { at_ms: number };
    return { epoch: "a", seq, at_ms, received_ms: 0, event: event as DeskEvent };
  });
}

function read(entries: LogEntry[]) {
  const reading = new FeedReading();
  reading.add(entries);
  return readTracks(entries, reading.list({ kinds: new Set(["note", "marker"]), text: "" }), NAMES);
}

const SITTING = [
  { type: "page.viewed", at_ms: 0, address: "/" },
  { type: "task.started", at_ms: 1_000, task: "buy" },
  { type: "element.clicked", at_ms: 2_000, name: "Tea" },
  { type: "page.viewed", at_ms: 3_000, address: "/tea" },
  { type: "script.failed", at_ms: 4_000, message: "x is null" },
  { type: "task.ended", at_ms: 5_000, task: "buy", claim: "done" },
  { type: "session.ended", at_ms: 6_000, why: "finished" },
];

test("tasks and pages are stretches, clicks and errors are moments", () => {
  const tracks = read(log(...SITTING));

  expect(tracks.end_ms).toBe(6_000);
  expect(tracks.tasks).toEqual([{ from_ms: 1_000, until_ms: 5_000, words: "Buy a thing" }]);
  expect(tracks.pages.map(({ from_ms, until_ms, words }) => [from_ms, until_ms, words])).toEqual([[0, 3_000, "/"], [3_000, 6_000, "/tea"]]);
  expect(tracks.clicks).toEqual([{ at_ms: 2_000, words: "Tea" }]);
  expect(tracks.faults).toEqual([{ at_ms: 4_000, words: "x is null" }]);
});

test("what people say days later does not make the session longer, and stands where it belongs", () => {
  const day_ms = 86_400_000;
  const said = { person: "ann", at_ms: day_ms };
  const tracks = read(log(
    ...SITTING,
    { ...said, type: "note.added", act: "1", note: "n", text: "Looks lost", moment_ms: 2_500 },
    { ...said, type: "note.added", act: "2", note: "m", text: "Wrong", moment_ms: 2_600 },
    { ...said, type: "act.undone", act: "3", undone: "2" },
    { ...said, type: "verdict.given", act: "4", task: "buy", outcome: "failed" },
  ));

  expect(tracks.end_ms).toBe(6_000);
  expect(tracks.notes.map(({ at_ms, words }) => [at_ms, words])).toEqual([[2_500, "Looks lost"]]);
});

test("without a page the moderator's acts are the session; what was taken back is not", () => {
  const by = { person: "ann", task: "buy" };
  const tracks = read(log(
    { ...by, type: "task.assigned", at_ms: 0, act: "1" },
    { ...by, type: "task.begun", at_ms: 1_000, act: "2" },
    { ...by, type: "task.finished", at_ms: 2_000, act: "3" },
    { type: "act.undone", person: "ann", at_ms: 2_100, act: "4", undone: "3" },
    { ...by, type: "task.finished", at_ms: 9_000, act: "5", claim: "done" },
  ));

  expect(tracks.tasks).toEqual([{ from_ms: 1_000, until_ms: 9_000, words: "Buy a thing" }]);
  expect(tracks.pages).toEqual([]);
});

test("jumps go to the next point on either side, and while it plays past the one just passed", () => {
  const points = jumpPoints(read(log(...SITTING)), "pages");

  expect(points).toEqual([0, 3_000]);
  expect(jumpFrom(points, 0, 1)).toBe(3_000);
  expect(jumpFrom(points, 3_000, 1)).toBe(null);
  expect(jumpFrom(points, 3_000, -1)).toBe(0);
  expect(jumpFrom(points, 3_400, -1)).toBe(3_000);
  expect(jumpFrom(points, 3_400, -1, true)).toBe(0);
});

test("a stretch is quiet when nobody does anything for five seconds", () => {
  const entries = log(
    { type: "element.clicked", at_ms: 1_000 },
    { type: "dom.recorded", at_ms: 4_000, data: {} },
    { type: "element.clicked", at_ms: 9_000 },
    { type: "element.clicked", at_ms: 13_000 },
  );

  expect(quietSpans(entries, 13_000)).toEqual([{ from_ms: 2_000, until_ms: 8_000 }]);
});

test("the playhead moves as fast as it is told, passes over what is skipped and stops at the end", () => {
  const shown: number[] = [];
  const head = new Playhead((at_ms) => void shown.push(at_ms));
  const frames: (() => void)[] = [];
  const given = globalThis as unknown as Record<string, unknown>;
  given["requestAnimationFrame"] = (frame: () => void) => frames.push(frame);
  given["cancelAnimationFrame"] = () => {};
  head.end_ms = 10_000;
  head.skipped = [{ from_ms: 3_000, until_ms: 8_000 }];

  const now_ms = performance.now();
  head.play(2);
  head.step(now_ms + 1_000);
  expect(head.at_ms).toBeCloseTo(2_000, -2);
  head.step(now_ms + 2_000);
  expect(head.at_ms).toBe(8_000);
  head.step(now_ms + 9_000);
  expect(head.at_ms).toBe(10_000);
  expect(head.is_playing).toBe(false);
  head.seek(-5);
  expect(shown.at(-1)).toBe(0);
});

test("a long session's marks are thinned, its ruler is round", () => {
  const marks = Array.from({ length: 10_000 }, (_, at_ms) => ({ at_ms }));

  expect(thin(marks, 10_000, 100)).toHaveLength(101);
  expect(rulerSteps(3_600_000)).toEqual([0, 1, 2, 3, 4, 5, 6].map((each) => each * 600_000));
  expect(rulerSteps(12_000)).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000, 12_000]);
  expect([clockWords(0), clockWords(61_900), clockWords(3_661_000)]).toEqual(["0:00", "1:01", "1:01:01"]);
});

test("the last thing at or before a moment is found", () => {
  const list = [{ at_ms: 1 }, { at_ms: 2 }, { at_ms: 2 }, { at_ms: 5 }];

  expect([0, 1, 2, 4, 9].map((at_ms) => lastIndex(list, at_ms))).toEqual([-1, 0, 2, 2, 3]);
});
