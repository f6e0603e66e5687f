import type { Command } from "./keys";
import type { Marker } from "./marker";
import type { Replaying } from "./replaying";

const STEP_MS = 5_000;
const LEAP_MS = 10_000;

/** What of a replay's page keys lead to. */
interface Places {
  readonly goLive: () => void;
  readonly startNote: () => void;
  readonly filter: () => void;
  readonly showKeys: () => void;
}

/** What keys do on a replay; a button does each of these too. */
export function replayCommands(replay: Replaying, markers: readonly Marker[], places: Places): readonly Command[] {
  const play = "Play";
  const move = "Go to";
  const say = "Note";
  return [
    { id: "replay.play", key: "Space k", words: "Play or pause", group: play, run: () => replay.toggle() },
    { id: "replay.slower", key: "<", words: "Slower", group: play, run: () => replay.changeRate(-1) },
    { id: "replay.faster", key: ">", words: "Faster", group: play, run: () => replay.changeRate(1) },
    { id: "replay.skip", key: "i", words: "Skip inactivity, or not", group: play, run: () => replay.toggleSkip() },
    { id: "replay.back", key: "ArrowLeft", words: "5 seconds back", group: move, run: () => replay.seekBy(-STEP_MS) },
    { id: "replay.on", key: "ArrowRight", words: "5 seconds on", group: move, run: () => replay.seekBy(STEP_MS) },
    { id: "replay.leapBack", key: "j", words: "10 seconds back", group: move, run: () => replay.seekBy(-LEAP_MS) },
    { id: "replay.leap", key: "l", words: "10 seconds on", group: move, run: () => replay.seekBy(LEAP_MS) },
    { id: "replay.previous", key: "[", words: "What is jumped to, before this", group: move, run: () => replay.jump(-1) },
    { id: "replay.next", key: "]", words: "What is jumped to, after this", group: move, run: () => replay.jump(1) },
    { id: "replay.live", key: "g", words: "The live room, while the session runs", group: move, run: places.goLive },
    { id: "replay.note", key: "n", words: "Write a note", group: say, run: places.startNote },
    { id: "replay.mark", key: "m", words: "Mark this moment", group: say, run: () => replay.mark() },
    { id: "replay.filter", key: "/", words: "Filter the feed", group: say, run: places.filter },
    { id: "replay.keys", key: "?", words: "All keys", group: say, run: places.showKeys },
    ...markers.map((marker) => ({
      id: `replay.marker.${marker.id}`, key: marker.key, words: `Set “${marker.title}”`, group: say,
      run: () => replay.mark(marker),
    })),
  ];
}
