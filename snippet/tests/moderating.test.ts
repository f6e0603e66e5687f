// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Control, TaskControl } from "../src/desk/control";
import { Keys } from "../src/desk/keys";
import { Live } from "../src/desk/live";
import { Moderating } from "../src/desk/moderating";
import { roomCommands } from "../src/desk/room_commands";
import type { RoomFacts } from "../src/desk/room_facts";
import { stubStorage } from "./local_storage";

const STARTED_MS = 1_000_000;
/** The device's clock when a key is pressed, and what the session's clock says then. */
const PRESSED_MS = 4_000;
const AT_MS = 64_000;

const task = (id: string, phase: TaskControl["phase"] = "new", more: Partial<TaskControl> = {}): TaskControl => ({
  id, title: `Task ${id}`, scenario: "", is_planned: true, phase, go: "", started_ms: null, ended_ms: null, claim: null,
  verdicts: [], agreed: null, assists: 0, slips: 0, goes: 0, ...more,
});
const CONTROL: Control = {
  moderator: "anna", task: null, phase: "waiting", go: "", since_ms: null, message: "", message_act: "",
  tasks: [task("a"), task("b"), task("c")], undoable: [], redoable: [],
};
const FACTS: RoomFacts = {
  session: "s1", participant: "p01", study: "Tea", mode: "moderated", started_ms: STARTED_MS, now_ms: 0, ticket: "", has_dom: false,
  me: { login: "anna", name: "Anna", role: "researcher" }, people: {}, tasks: [],
  markers: [{ id: "lost", title: "Lost", key: "1", colour: "red", score: 3 }, { id: "joy", title: "Joy", key: "2", colour: "green", score: null }],
};

let live: Live;
let keys: Keys;
let moderating: Moderating;
let judged: string[];
let stops: (() => void)[];

/** Opens a room without a line: what is done waits, and what is left of it is what would be sent. */
function open(state: Partial<Control> | null = {}, facts: Partial<RoomFacts> = {}): void {
  const all = { ...FACTS, ...facts };
  live = new Live({ ...all, login: all.me.login });
  live.clock.add({ asked_ms: 0, server_ms: STARTED_MS + 60_000, answered_ms: 0 });
  live.state = state && { ...CONTROL, ...state };
  live.connection = "live";
  keys = new Keys(roomCommands(all.markers, (id, device_ms) => moderating.run(id, device_ms)));
  moderating = new Moderating(all, live, keys, () => ({ tasks: { a: "Task a", b: "Task b", c: "Task c" }, people: {}, markers: all.markers }));
  moderating.addEventListener("judge", (event) => void judged.push((event as CustomEvent<{ verdict: string }>).detail.verdict));
  stops.push(keys.listen(window), moderating.listen());
}
/** Opens a room where one task is at hand. */
const openAt = (phase: TaskControl["phase"] & Control["phase"], more: Partial<Control> = {}): void =>
  open({ task: "a", phase, tasks: [task("a", phase), task("b"), task("c")], ...more });

function press(key: string, at: number = PRESSED_MS): void {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, "timeStamp", { value: at });
  window.dispatchEvent(event);
}
const run = (id: string): void => moderating.run(id, PRESSED_MS);
/** What was done, without the names that acts are drawn. */
const done = (): object[] => live.waiting.map(({ act: { act, ...rest } }) => (expect(act).not.toBe(""), rest));

beforeEach(() => {
  stubStorage();
  vi.useFakeTimers();
  judged = [];
  stops = [];
});

afterEach(() => {
  for (const stop of stops) stop();
  vi.useRealTimers();
});

describe("a command becomes an act of the moment when its key was pressed", () => {
  it.each([
    ["next", () => open(), { type: "task.assigned", task: "a" }, "Gave “Task a”"],
    ["next", () => openAt("ended"), { type: "task.assigned", task: "b" }, "Gave “Task b”"],
    ["give", () => open(), { type: "task.assigned", task: "a" }, "Gave “Task a”"],
    ["begin", () => openAt("given"), { type: "task.begun", task: "a" }, "Started the clock of “Task a”"],
    ["restart", () => openAt("running"), { type: "task.restarted", task: "a" }, "“Task a” begins again"],
    ["restart", () => openAt("ended"), { type: "task.restarted", task: "a" }, "“Task a” begins again"],
    ["skip", () => openAt("given"), { type: "task.finished", task: "a", claim: "skipped" }, "Skipped “Task a”"],
    ["skip", () => openAt("paused"), { type: "task.finished", task: "a", claim: "skipped" }, "Skipped “Task a”"],
    ["close", () => openAt("ended"), { type: "session.closed" }, "Ended the session"],
    ["assist-3", () => openAt("running"), { type: "assist.given", task: "a", level: 3 }, "Help: told what to do"],
    ["slip", () => openAt("running"), { type: "slip.noted", task: "a" }, "Noted a wrong turn"],
    ["slip", () => openAt("running", { moderator: "ben" }), { type: "slip.noted", task: "a" }, "Noted a wrong turn"],
    ["lead", () => open({ moderator: null }), { type: "moderation.handed", to: "anna" }, "You moderate now"],
    ["lead", () => openAt("running", { moderator: "ben" }), { type: "moderation.handed", to: "anna" }, "You moderate now"],
  ])("%s", (id, arrange, act, words) => {
    arrange();
    run(id);
    expect(done()).toEqual([{ ...act, at_ms: AT_MS }]);
    expect(moderating.said).toBe(words);
  });

  it("and waits with that time where there is no line", () => {
    open();
    live.connection = "reconnecting";
    run("next");
    vi.advanceTimersByTime(60_000);
    expect(moderating.said).toBe("Gave “Task a” (not sent yet)");
    expect(done()).toEqual([{ type: "task.assigned", task: "a", at_ms: AT_MS }]);
  });
});

describe("a command that makes no sense is told why, and nothing is done", () => {
  const running = { task: "a", phase: "running", tasks: [task("a", "running"), task("b", "ended"), task("c")] } as const;
  const choose = (state: Partial<Control>, chosen: string) => (): void => {
    open(state);
    moderating.choose(chosen);
  };
  const asObserver = (): void => openAt("ended", { moderator: "ben" });
  const observer = { me: { login: "olga", name: "Olga", role: "observer" } };
  it.each([
    ["next", () => open(null), "Wait for the line to the server."],
    ["next", () => open({ moderator: "ben" }), "Only the moderator does that."],
    ["next", () => open(running), "End “Task a” first."],
    ["next", () => openAt("paused", { tasks: [task("a", "paused")] }), "End “Task a” first."],
    ["next", () => open({ tasks: [task("a", "ended")] }), "All tasks are given."],
    ["next", () => open({ phase: "closed" }), "The session is ended."],
    ["give", () => open({ tasks: [] }), "Choose a task first."],
    ["give", () => open(running), "“Task a” is running: restart it instead."],
    ["give", choose(running, "c"), "End “Task a” first."],
    ["begin", () => openAt("running"), "No task waits for its start."],
    ["begin", () => open(), "No task waits for its start."],
    ["restart", () => open(), "“Task a” has not been given."],
    ["restart", choose(running, "b"), "End “Task a” first."],
    ["skip", () => open(), "“Task a” has not been given."],
    ["skip", () => openAt("ended"), "“Task a” has ended already."],
    ["skip", choose({ task: "a", phase: "given", tasks: [task("a", "given"), task("b", "given")] }, "b"), "“Task b” is not the task at hand."],
    ["close", () => open({ phase: "closed" }), "The session is ended."],
    ["assist", () => open(), "“Task a” has not been given."],
    ["assist-1", () => open(), "“Task a” has not been given."],
    ["assist", () => open({ tasks: [] }), "Choose a task first."],
    ["assist", asObserver, "Only the moderator does that."],
    ["slip", () => open(), "No task is going on."],
    ["end", () => openAt("ended"), "No task is going on."],
    ["end", () => open(), "No task is going on."],
    ["end", choose({ task: "a", phase: "given", tasks: [task("a", "given"), task("b", "given")] }, "b"), "“Task b” is not the task at hand."],
    ["end", () => openAt("given", { phase: "closed" }), "The session is ended."],
    ["end-done", () => openAt("running"), "No task is going on."],
    ["message", asObserver, "Only the moderator does that."],
    ["lead", () => open(), "You moderate already."],
    ["lead", () => open({ moderator: "ben", phase: "closed" }), "The session is ended."],
    ["lead", () => open({}, observer), "Observers watch and write notes; an owner or a researcher moderates."],
    ["lead", () => open({ moderator: null }, { mode: "unmoderated" }), "Nobody moderates this session: the participant is alone with it."],
    ["success", () => open({}, observer), "Owners and researchers judge."],
    ["success", () => openAt("running"), "There is nothing to judge of “Task a” yet."],
    ["reason", () => open({ tasks: [] }), "Choose a task first."],
    ["failed", () => open({}, { mode: "unmoderated" }), "Nobody moderates this session: judge it on its page."],
    ["undo", () => open(), "There is nothing to undo."],
    ["redo", () => open(), "There is nothing to do again."],
    ["dance", () => open(), "There is no command “dance”."],
  ])("%s: %#", (id, arrange, words) => {
    arrange();
    run(id);
    expect(moderating.said).toBe(words);
    expect([done(), judged, moderating.panel, moderating.questions.open]).toEqual([[], [], "", ""]);
  });

  it("twice the same is told as something new, so that it is announced again", () => {
    open();
    run("undo");
    const first = moderating.said;
    run("undo");
    expect(moderating.said).not.toBe(first);
    expect(moderating.said.trim()).toBe(first);
  });
});

describe("the level of help", () => {
  const help = (level: number, at_ms = AT_MS): object => ({ type: "assist.given", task: "a", level, at_ms });
  beforeEach(() => openAt("running"));

  it("follows H as a digit, at the moment of H", () => {
    press("h");
    expect([moderating.questions.open, done()]).toEqual(["assist", []]);
    press("2", PRESSED_MS + 900);
    expect(done()).toEqual([help(2)]);
    expect([moderating.questions.open, moderating.said]).toEqual(["", "Help: gave a hint"]);
  });

  it("is the last one when nothing follows", () => {
    press("h");
    press("2");
    press("h", PRESSED_MS + 5_000);
    vi.advanceTimersByTime(1_499);
    expect(done()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(done()).toEqual([help(2), help(2, AT_MS + 5_000)]);
    expect(moderating.questions.open).toBe("");
  });

  it("is the last one when another command follows, which is done too", () => {
    press("h");
    press("w", PRESSED_MS + 300);
    expect(done()).toEqual([help(1), { type: "slip.noted", task: "a", at_ms: AT_MS + 300 }]);
  });

  it("may be chosen by a button, and stays at the moment of H", () => {
    press("h");
    moderating.run("assist-3", PRESSED_MS + 1_000);
    vi.advanceTimersByTime(5_000);
    expect(done()).toEqual([help(3)]);
    expect(moderating.questions.level).toBe(3);
  });

  it("counts for the task of H, whichever is looked at when it is said", () => {
    press("h");
    moderating.choose("b");
    press("2");
    expect(done()).toEqual([help(2)]);
  });

  it("is given up by Escape: no help is noted", () => {
    press("h");
    press("Escape");
    vi.advanceTimersByTime(5_000);
    expect([done(), moderating.questions.open, moderating.said]).toEqual([[], "", "No help is noted."]);
  });

  it("gives way to the end of the task, which keeps its own question", () => {
    press("h");
    moderating.run("end", PRESSED_MS + 200);
    expect([done(), moderating.questions.open]).toEqual([[help(1)], "end"]);
    press("d");
    expect(done()[1]).toEqual({ type: "task.finished", task: "a", claim: "done", at_ms: AT_MS + 200 });
  });
});

describe("the end of a task", () => {
  const end = (claim: string | null): object => ({ type: "task.finished", task: "a", claim, at_ms: AT_MS });
  beforeEach(() => openAt("running"));

  it.each([
    ["d", "done", "Ended “Task a”: done"], ["g", "gave_up", "Ended “Task a”: gave up"], ["e", null, "Ended “Task a”"],
  ])("is when E was pressed; %s says how", (key, claim, words) => {
    press("e");
    expect(moderating.said).toBe("How did “Task a” end? D done, G gave up, E says nothing, Escape goes on.");
    press(key, PRESSED_MS + 4_000);
    expect(done()).toEqual([end(claim)]);
    expect([moderating.questions.open, moderating.said]).toEqual(["", words]);
  });

  it.each([["end-done", "done"], ["end-gave-up", "gave_up"], ["end-said", null]])("may be said by the button %s", (id, claim) => {
    press("e");
    moderating.run(id, PRESSED_MS + 4_000);
    press("d");
    expect(done()).toEqual([end(claim)]);
  });

  it.each([["Escape", () => press("Escape")], ["a button", () => run("end-not")]])("does not come after %s", (_, leave) => {
    press("e");
    leave();
    press("d");
    expect([done(), moderating.questions.open, moderating.said]).toEqual([[], "", "“Task a” goes on."]);
  });

  it("waits for as long as it takes", () => {
    press("e");
    vi.advanceTimersByTime(600_000);
    press("g");
    expect(done()).toEqual([end("gave_up")]);
  });

  it("is not told twice: the participant may have ended it meanwhile", () => {
    press("e");
    live.state = { ...CONTROL, task: "a", phase: "ended", tasks: [task("a", "ended")] };
    press("d");
    expect([done(), moderating.said]).toEqual([[], "No task is going on."]);
  });
});

describe("marks", () => {
  const note = (): object => ({ ...done()[0], note: "" });

  it("carry the marker's score and the moment of its key", () => {
    open({}, { me: { login: "olga", name: "Olga", role: "observer" } });
    press("1");
    expect(note()).toEqual({ type: "note.added", note: "", text: "", marker: "lost", score: 3, moment_ms: AT_MS, at_ms: AT_MS });
    expect(moderating.said).toBe("Lost at 01:04.0");
  });

  it("have no score where the marker has none", () => {
    open();
    press("2");
    expect(note()).toEqual({ type: "note.added", note: "", text: "", marker: "joy", moment_ms: AT_MS, at_ms: AT_MS });
  });

  it("without a marker begin ten seconds back, but never before the session", () => {
    open();
    press("m");
    expect(note()).toEqual({ type: "note.added", note: "", text: "#highlight", moment_ms: AT_MS - 10_000, at_ms: AT_MS });
    press("m", -57_000);
    expect(done()[1]).toMatchObject({ moment_ms: 0, at_ms: 3_000 });
  });
});

describe("taking back", () => {
  const undoable = { undoable: [{ act: "7", person: "ben", words: "a note", at_ms: 2 }, { act: "6", person: "anna", words: "gave the task “Task a”", at_ms: 1 }] };

  it("takes the person's own last act, and never the same twice", () => {
    open(undoable);
    run("undo");
    expect(moderating.said).toBe("Taken back: gave the task “Task a”");
    run("undo");
    expect(done()).toEqual([{ type: "act.undone", undone: "6", at_ms: AT_MS }]);
    expect(moderating.said).toBe("There is nothing to undo.");
  });

  it("takes what was not sent yet before what was", () => {
    open(undoable);
    run("next");
    expect(moderating.last?.words).toBe("gave “Task a”");
    run("undo");
    expect(moderating.state?.tasks[0]?.phase).toBe("new");
    expect(moderating.last?.act).toBe("6");
  });

  it("is taken back in turn: the last undo of one's own, each once", () => {
    open({
      redoable: [
        { act: "9", person: "anna", words: "a note", at_ms: 9 }, { act: "8", person: "ben", words: "a slip", at_ms: 8 },
        { act: "5", person: "anna", words: "the start", at_ms: 5 },
      ],
    });
    run("redo");
    expect(moderating.said).toBe("Done again: a note");
    run("redo");
    run("redo");
    expect(done()).toEqual(["9", "5"].map((undone) => ({ type: "act.undone", undone, at_ms: AT_MS })));
    expect(moderating.said).toBe("There is nothing to do again.");
  });
});

describe("verdicts", () => {
  it.each([["success", "completed"], ["partial", "partial"], ["failed", "failed"], ["reason", "reason"]])("%s is asked for", (id, verdict) => {
    openAt("ended", { moderator: "ben" });
    run(id);
    expect([judged, done()]).toEqual([[verdict], []]);
  });

  it("may be changed while another go is on", () => {
    const verdicts = [{ person: "ben", outcome: "failed", score: null, reason: "" }];
    open({ task: "a", phase: "running", tasks: [task("a", "running", { verdicts })] });
    run("success");
    expect(judged).toEqual(["completed"]);
  });
});

describe("who moderates", () => {
  it("goes on at once after taking over, though the server has not answered", () => {
    openAt("given", { moderator: "ben" });
    press("b");
    expect(moderating.said).toBe("Only the moderator does that.");
    press("l");
    press("b", PRESSED_MS + 50);
    expect(done()).toEqual([
      { type: "moderation.handed", to: "anna", at_ms: AT_MS },
      { type: "task.begun", task: "a", at_ms: AT_MS + 50 },
    ]);
  });

  it("opens one panel at a time, and closes it by the same key", () => {
    open();
    press("a");
    expect(moderating.panel).toBe("message");
    run("hand-over");
    expect(moderating.panel).toBe("hand-over");
    run("hand-over");
    expect(moderating.panel).toBe("");
  });
});

describe("the chosen task", () => {
  it("is the one at hand, or the next, until another is chosen", () => {
    open();
    expect(moderating.task?.id).toBe("a");
    run("next");
    expect(moderating.task?.id).toBe("a");
    moderating.choose("c");
    expect(moderating.task?.id).toBe("c");
  });

  it("is given up when a task is given or begins again", () => {
    openAt("ended");
    moderating.choose("c");
    run("give");
    expect([moderating.chosen, moderating.task?.id]).toEqual([null, "c"]);
    moderating.choose("c");
    run("restart");
    expect(moderating.chosen).toBeNull();
  });
});

describe("an act that the server refuses", () => {
  const refuse = (words: string): void => {
    const [waiting] = live.waiting;
    live.queue.refuse(waiting?.act.act ?? "", words);
    live.dispatchEvent(new CustomEvent("refused", { detail: { act: waiting?.act, words } }));
  };

  it("is said with the server's words and counts for nothing, neither as done nor to be undone", () => {
    open();
    run("next");
    refuse("only who moderates may do that: take over first");
    expect(moderating.said).toBe("The server did not take it: only who moderates may do that: take over first");
    expect([moderating.state?.phase, moderating.last]).toEqual(["waiting", null]);
  });

  it("counts again once it is asked for again", () => {
    open();
    run("next");
    refuse("no");
    live.retry(live.waiting[0]?.act.act ?? "");
    expect(moderating.state?.phase).toBe("given");
  });

  it("is heard until the room is left", () => {
    open();
    stops.pop()?.();
    run("next");
    refuse("no");
    expect(moderating.said).toBe("Gave “Task a”");
  });
});

describe("whoever shows it", () => {
  it("is told of every change", () => {
    openAt("running");
    let changes = 0;
    moderating.addEventListener("change", () => (changes += 1));
    for (const id of ["assist", "end", "end-not", "undo", "message"]) {
      const before = changes;
      run(id);
      expect(changes, id).toBeGreaterThan(before);
    }
    const before = changes;
    moderating.choose("b");
    expect(changes).toBe(before + 1);
  });
});
