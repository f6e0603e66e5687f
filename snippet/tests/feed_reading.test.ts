import { beforeEach, describe, expect, it } from "vitest";
import type { DeskEvent } from "../src/desk/desk_event";
import type { FeedItem, FeedKind } from "../src/desk/feed_item";
import { FeedReading } from "../src/desk/feed_reading";
import { SessionLog } from "../src/desk/session_log";

const NAMES = { tasks: { buy: "Buy tea" }, people: { anna: "Anna" }, markers: [{ id: "lost", title: "Lost", key: "1", colour: "red", score: null }] };
const by = { person: "anna" };
let log: SessionLog;
let reading: FeedReading;
let seq: number;

beforeEach(() => {
  log = new SessionLog();
  reading = new FeedReading();
  reading.name(NAMES);
  log.subscribe((fresh) => reading.add(fresh));
  seq = 0;
});

function happen(...events: readonly DeskEvent[]): void {
  for (const event of events) log.add({ epoch: "server", from: seq++, origin_ms: 0, received_ms: 0, events: [event] });
}
const list = (kinds: readonly FeedKind[] = [], text = ""): FeedItem[] => reading.list({ kinds: new Set(kinds), text });
const words = (): string[] => list().map((item) => item.words);

describe("the feed", () => {
  it("leaves out what only machines need", () => {
    happen(
      { type: "pointer.moved", path: [], at_ms: 1 },
      { type: "dom.recorded", data: {}, at_ms: 2 },
      { type: "page.scrolled", depth: 1, y_px: 0, at_ms: 3 },
      { type: "page.viewed", address: "/teas.html", at_ms: 4 },
    );
    expect(words()).toEqual(["Opened /teas.html"]);
  });

  it("puts a note at its moment and shows its last text", () => {
    happen(
      { type: "task.started", task: "buy", at_ms: 100 },
      { type: "note.added", note: "n1", text: "lsot", moment_ms: 50, at_ms: 200, act: "a1", ...by },
      { type: "note.changed", note: "n1", text: "lost", at_ms: 300, act: "a2", ...by },
    );
    expect(list().map(({ at_ms, words: said, isChanged }) => [at_ms, said, isChanged])).toEqual([
      [50, "lost", true], [100, "Started “Buy tea”", false],
    ]);
  });

  it("lets only its writer change a note", () => {
    happen(
      { type: "note.added", note: "n1", text: "mine", at_ms: 1, act: "a1", ...by },
      { type: "note.changed", note: "n1", text: "stolen", at_ms: 2, act: "a2", person: "ben" },
      { type: "note.retracted", note: "n1", at_ms: 3, act: "a3", person: "ben" },
    );
    expect(list().map(({ words: said, isUndone }) => [said, isUndone])).toEqual([["mine", false]]);
  });

  it("strikes out what is undone, and not what is undone no more", () => {
    happen(
      { type: "task.assigned", task: "buy", at_ms: 1, act: "a1", ...by },
      { type: "act.undone", undone: "a1", at_ms: 2, act: "a2", ...by },
    );
    expect(list().map(({ isUndone }) => isUndone)).toEqual([true]);
    happen({ type: "act.undone", undone: "a2", at_ms: 3, act: "a3", ...by });
    expect(list().map(({ isUndone }) => isUndone)).toEqual([false]);
  });

  it("shows what waits once, also when the log has it before the answer comes", () => {
    const act = { type: "note.added", note: "n1", text: "quick", moment_ms: 5, at_ms: 6, act: "a1" } as const;
    reading.wait([{ act, refused: "" }], "anna");
    expect(list().map(({ key, trouble, person }) => [key, trouble, person])).toEqual([["waiting:a1", "waiting", "anna"]]);
    happen({ ...act, ...by });
    expect(list().map(({ key, trouble }) => [key, trouble])).toEqual([["server:0", ""]]);
  });

  it("keeps remarks for their own tab", () => {
    happen({ type: "remark.made", text: "he is lost", at_ms: 1, act: "a1", ...by });
    expect(words()).toEqual([]);
    expect(list(["remark"]).map((item) => item.words)).toEqual(["he is lost"]);
  });

  it("filters by kind, by words, by the writer's name and by the marker's", () => {
    happen(
      { type: "note.added", note: "n1", text: "tea", at_ms: 1, act: "a1", ...by },
      { type: "note.added", note: "n2", text: "", marker: "lost", at_ms: 2, act: "a2", person: "ben" },
      { type: "request.failed", address: "/tea", at_ms: 3 },
    );
    expect(list(["marker", "fault"]).map(({ kind }) => kind)).toEqual(["marker", "fault"]);
    expect(list([], "TEA").length).toBe(2);
    expect(list([], "anna").map(({ note }) => note)).toEqual(["n1"]);
    expect(list([], "lost").map(({ note }) => note)).toEqual(["n2"]);
  });

  it("calls an unplanned task by its title", () => {
    happen({ type: "task.assigned", task: "unplanned-1", title: "Find the phone", at_ms: 1, act: "a1", ...by });
    expect(words()).toEqual(["Gave “Find the phone”"]);
  });
});
