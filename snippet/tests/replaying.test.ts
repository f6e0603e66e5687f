// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DeskEvent } from "../src/desk/desk_event";
import { Keys } from "../src/desk/keys";
import { linkedMoment } from "../src/desk/linked_moment";
import { Live } from "../src/desk/live";
import { momentLink } from "../src/desk/moment_link";
import { Playhead } from "../src/desk/playhead";
import { replayCommands } from "../src/desk/replay_commands";
import { Replaying } from "../src/desk/replaying";
import { stubStorage } from "./local_storage";

const NAMES = {
  tasks: { buy: "Buy tea" }, people: {},
  markers: [{ id: "lost", title: "Lost", key: "1", colour: "red", score: 3 }, { id: "joy", title: "Joy", key: "2", colour: "green", score: null }],
};
const EVENTS: readonly DeskEvent[] = [
  { type: "task.started", task: "buy", at_ms: 1_000 },
  { type: "element.clicked", at_ms: 2_000 } as DeskEvent,
  { type: "element.clicked", at_ms: 30_000 } as DeskEvent,
  { type: "task.ended", task: "buy", claim: "done", at_ms: 60_000 },
];

let live: Live;
let playhead: Playhead;
let replaying: Replaying;
let opened: string[];
let places: number[];
let stops: (() => void)[];

function happen(from: number, ...events: readonly DeskEvent[]): void {
  live.log.add({ epoch: "server", from, origin_ms: 0, received_ms: 0, events });
}
function press(key: string): void {
  window.dispatchEvent(new KeyboardEvent("keydown", { key, code: key === " " ? "Space" : "", bubbles: true, cancelable: true }));
}
const done = (): object[] => live.waiting.map(({ act }) => ({ ...act, act: "", at_ms: 0, note: "" }));

beforeEach(() => {
  stubStorage();
  vi.useFakeTimers();
  live = new Live({ session: "s1", login: "anna", started_ms: 0, ticket: "", origins: [], is_room: false });
  live.clock.add({ asked_ms: 0, server_ms: 0, answered_ms: 0 });
  playhead = new Playhead(() => replaying.look());
  replaying = new Replaying({ names: NAMES }, live, () => playhead);
  opened = [];
  const open = (what: string) => (): void => void opened.push(what);
  const keys = new Keys(replayCommands(replaying, NAMES.markers, {
    goLive: open("live"), startNote: open("note"), filter: open("filter"), showKeys: open("keys"),
  }));
  places = [];
  replaying.addEventListener("place", () => places.push(replaying.at_ms));
  stops = [replaying.listen(), keys.listen(window)];
  happen(0, ...EVENTS);
});

afterEach(() => {
  playhead.pause();
  for (const stop of stops) stop();
  vi.useRealTimers();
});

describe("going through a session", () => {
  it("goes to a moment, and keeps it to come back to", () => {
    replaying.seek(12_000);
    expect([replaying.at_ms, places]).toEqual([12_000, [12_000]]);
  });

  it.each([["l", 22_000], ["j", 2_000], ["ArrowRight", 17_000], ["ArrowLeft", 7_000]])("goes by steps: %s", (key, at_ms) => {
    replaying.seek(12_000);
    press(key);
    expect(replaying.at_ms).toBe(at_ms);
  });

  it("goes nowhere before the session, nor beyond its end", () => {
    replaying.seekBy(-5_000);
    expect(replaying.at_ms).toBe(0);
    replaying.seek(99_000);
    expect(replaying.at_ms).toBe(60_000);
  });

  it("reaches as far as the log does, which may grow", () => {
    happen(EVENTS.length, { type: "session.closed", person: "anna", act: "1", at_ms: 90_000 });
    replaying.seek(99_000);
    expect(replaying.at_ms).toBe(90_000);
  });

  it("stands at its beginning while there is no stage, and follows the log all the same", () => {
    const early = new Replaying({ names: NAMES }, live, () => null);
    stops.push(early.listen());
    happen(EVENTS.length, { type: "session.closed", person: "anna", act: "1", at_ms: 90_000 });
    early.seek(5_000);
    early.toggle();
    expect([early.at_ms, early.isPlaying, early.tracks.end_ms]).toEqual([0, false, 90_000]);
  });
});

describe("playing", () => {
  it("plays and pauses by one key, and keeps the place where it stopped", () => {
    press(" ");
    expect([replaying.isPlaying, playhead.is_playing]).toEqual([true, true]);
    playhead.step(performance.now() + 4_000);
    press("k");
    expect([replaying.isPlaying, playhead.is_playing]).toEqual([false, false]);
    expect(places).toEqual([4_000]);
  });

  it("stops by itself at the end, which is told", () => {
    let changes = 0;
    replaying.seek(59_000);
    replaying.toggle();
    replaying.addEventListener("change", () => (changes += 1));
    playhead.step(performance.now() + 5_000);
    expect([replaying.isPlaying, changes, places.at(-1)]).toEqual([false, 1, 60_000]);
  });

  it("goes as fast as is chosen, from the slowest to the fastest", () => {
    const rates = [..."<<<>>>>>>>"].map((key) => (press(key), replaying.rate));
    expect(rates).toEqual([0.5, 0.5, 0.5, 1, 1.5, 2, 4, 8, 8, 8]);
    expect([playhead.rate, replaying.said]).toEqual([8, "Speed 8×."]);
  });

  it("keeps its speed when it plays again", () => {
    replaying.setRate(4);
    replaying.toggle();
    playhead.step(performance.now() + 1_000);
    expect(replaying.at_ms).toBe(4_000);
  });

  it("skips what is quiet only while that is wanted", () => {
    press("i");
    expect([playhead.skipped, replaying.said]).toEqual(
      [[{ from_ms: 3_000, until_ms: 29_000 }, { from_ms: 31_000, until_ms: 59_000 }], "Stretches without any activity are skipped."],
    );
    happen(EVENTS.length, { type: "element.clicked", at_ms: 58_000 } as DeskEvent);
    expect(playhead.skipped[1]).toEqual({ from_ms: 31_000, until_ms: 57_000 });
    press("i");
    expect([playhead.skipped, replaying.said]).toEqual([[], "Everything is played."]);
  });
});

describe("jumping", () => {
  it("goes from one to the next of what is chosen, and says when there is no more", () => {
    replaying.jumpBy("clicks");
    const at = [..."]]]"].map((key) => (press(key), replaying.at_ms));
    expect([at, replaying.said]).toEqual([[2_000, 30_000, 30_000], "No clicks after this moment."]);
    press("[");
    press("[");
    expect([replaying.at_ms, replaying.said]).toEqual([2_000, "No clicks before this moment."]);
  });

  it("goes by tasks and notes unless something else is chosen", () => {
    happen(EVENTS.length, { type: "note.added", note: "n", text: "lost", person: "anna", act: "1", moment_ms: 7_000, at_ms: 70_000 });
    const at = [..."]]"].map((key) => (press(key), replaying.at_ms));
    expect(at).toEqual([1_000, 7_000]);
  });

  it("goes to the one before it while it plays, though it has just passed one", () => {
    replaying.jumpBy("clicks");
    replaying.seek(30_000);
    replaying.toggle();
    playhead.step(performance.now() + 500);
    replaying.jump(-1);
    expect(replaying.at_ms).toBe(2_000);
  });
});

describe("notes on a replay", () => {
  beforeEach(() => replaying.seek(12_000));
  const note = { type: "note.added", note: "", act: "", at_ms: 0, moment_ms: 12_000 };

  it.each([
    ["1", { ...note, text: "", marker: "lost", score: 3 }, "Lost set at 00:12.0."],
    ["2", { ...note, text: "", marker: "joy" }, "Joy set at 00:12.0."],
    ["m", { ...note, text: "Highlight" }, "Highlight set at 00:12.0."],
  ])("%s marks the moment shown", (key, act, words) => {
    press(key);
    expect([done(), replaying.said]).toEqual([[act], words]);
  });

  it("keep the moment at which they were begun", () => {
    replaying.addNote("looks lost", 9_500);
    expect([done(), replaying.said]).toEqual([[{ ...note, text: "looks lost", moment_ms: 9_500 }], "Note saved at 00:09.5."]);
  });
});

describe("keys of a replay", () => {
  it("lead to all that is beside the player", () => {
    for (const key of ["g", "n", "/", "?"]) press(key);
    expect(opened).toEqual(["live", "note", "filter", "keys"]);
  });
});

describe("a link to a moment", () => {
  const shop = { origin: "http://r.test", pathname: "/sessions/s1/replay" };

  it("leads back to what was shown, never to just before it", () => {
    const link = momentLink(2_655.2, shop);
    expect(link).toBe("http://r.test/sessions/s1/replay?t=2.656");
    expect(linkedMoment(new URL(link).search)).toBe(2_656);
  });

  it.each(["", "?t=", "?t=soon", "?x=1"])("may name none: %s", (search) => {
    expect(linkedMoment(search)).toBeNull();
  });
});
