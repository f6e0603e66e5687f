import { expect, vi } from "vitest";
import type { Control, TaskControl } from "../src/desk/control";
import { Keys } from "../src/desk/keys";
import { Live } from "../src/desk/live";
import { Moderating } from "../src/desk/moderating";
import { roomCommands } from "../src/desk/room_commands";
import type { RoomFacts } from "../src/desk/room_facts";
import { stubStorage } from "./local_storage";

const STARTED_MS = 1_000_000;
/** The device's clock when a key is pressed, and what the session's clock says then. */
export const PRESSED_MS = 4_000;
export const AT_MS = 64_000;

export const task = (id: string, phase: TaskControl["phase"] = "new", more: Partial<TaskControl> = {}): TaskControl => ({
  id, title: `Task ${id}`, scenario: "", is_planned: true, phase, go: "", started_ms: null, ended_ms: null, claim: null,
  verdicts: [], agreed: null, assists: 0, slips: 0, goes: 0, ...more,
});
export const CONTROL: Control = {
  moderator: "anna", task: null, phase: "waiting", go: "", since_ms: null, message: "", message_act: "",
  tasks: [task("a"), task("b"), task("c")], undoable: [], redoable: [],
};
const FACTS: RoomFacts = {
  session: "s1", participant: "p01", study: "Tea", mode: "moderated", started_ms: STARTED_MS, now_ms: 0, ticket: "", origins: ["http://shop.test"], has_dom: false,
  me: { login: "anna", name: "Anna", role: "researcher" }, people: {}, tasks: [],
  markers: [{ id: "lost", title: "Lost", key: "1", colour: "red", score: 3 }, { id: "joy", title: "Joy", key: "2", colour: "green", score: null }],
};

export let live: Live;
export let moderating: Moderating;
/** Verdicts that were asked for. */
export let judged: string[];
let stops: (() => void)[];

/** Opens a room without a line: what is done waits, and what is left of it is what would be sent. */
export function open(state: Partial<Control> | null = {}, facts: Partial<RoomFacts> = {}): void {
  const all = { ...FACTS, ...facts };
  live = new Live({ ...all, login: all.me.login, is_room: true });
  live.clock.add({ asked_ms: 0, server_ms: STARTED_MS + 60_000, answered_ms: 0 });
  live.state = state && { ...CONTROL, ...state };
  live.connection = "live";
  const keys = new Keys(roomCommands(all.markers, (id, device_ms) => moderating.run(id, device_ms)));
  moderating = new Moderating(all, live, keys, () => ({ tasks: { a: "Task a", b: "Task b", c: "Task c" }, people: {}, markers: all.markers }));
  moderating.addEventListener("judge", (event) => void judged.push((event as CustomEvent<{ verdict: string }>).detail.verdict));
  stops.push(keys.listen(window), moderating.listen());
}
/** Opens a room where one task is at hand. */
export const openAt = (phase: TaskControl["phase"] & Control["phase"], more: Partial<Control> = {}): void =>
  open({ task: "a", phase, tasks: [task("a", phase), task("b"), task("c")], ...more });

export function press(key: string, at: number = PRESSED_MS): void {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, "timeStamp", { value: at });
  window.dispatchEvent(event);
}
export const run = (id: string): void => moderating.run(id, PRESSED_MS);
/** What was done, without the names that acts are drawn. */
export const done = (): object[] => live.waiting.map(({ act: { act, ...rest } }) => (expect(act).not.toBe(""), rest));

/** Before each test: an empty storage, and a clock that stands still. */
export function enter(): void {
  stubStorage();
  vi.useFakeTimers();
  judged = [];
  stops = [];
}

/** After each test. */
export function leave(): void {
  for (const stop of stops) stop();
  vi.useRealTimers();
}
