// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Control, Core, NewEvent, Question, Task } from "../src/core";
import { follow } from "../src/moderated/follow";
import type { Seen } from "../src/moderated/seen";
import { openFlow } from "../src/panel/flow";
import { NEW, PAUSED, QUESTIONS, RUNNING, SCENARIO } from "../src/panel/phase";

const seq: Question = { id: "seq", ask: "How easy?", kind: "scale", choices: ["1", "2"], required: true, hint: "" };
const task = (id: string, more: Partial<Task> = {}): Task => ({
  id, step: id, title: id, scenario: id, start: null, time_limit_s: null, ends: "on_done", questions: [], ...more,
});
const GREEN = task("green", { questions: [seq] });
const GIFT = task("gift");
const NOTHING: Control = {
  task: null, go: "", is_begun: false, is_finished: false, claim: null, message: null, is_closed: false,
};
const GIVEN: Control = { ...NOTHING, task: GREEN, go: "g1" };
const BEGUN: Control = { ...GIVEN, is_begun: true };
const FINISHED: Control = { ...BEGUN, is_finished: true, claim: "done" };
const AGAIN: Control = { ...GIVEN, go: "g2" };
const OTHER: Control = { ...NOTHING, task: GIFT, go: "g3" };

/** One browser that keeps its storage; `load` opens another page in it. */
class Browser {
  readonly events: NewEvent[] = [];
  readonly store = new Map<string, string>();
  progress: object = { task: null, phase: "scenario", met: false, answered: [] };
  tasks: Task[] = [];
  core!: Core;
  flow!: ReturnType<typeof openFlow>;

  constructor() {
    this.load();
  }

  load(): this {
    const { tasks, store, events } = this;
    const kept = { get: (key: string) => store.get(key) ?? null, set: (key: string, value: string) => store.set(key, value) };
    const base = { root: "/", store: kept, address: () => "/", record: (event: NewEvent) => events.push(event) };
    this.core = { ...base, session: { progress: this.progress } } as unknown as Core;
    const session = { tasks, get progress() { return { task: tasks[0]?.id ?? null, phase: "scenario", answered: [] }; } };
    this.flow = openFlow({ ...base, session } as unknown as Core, () => undefined);
    this.read();
    this.flow.load();
    return this;
  }

  read(): Seen | null {
    const seen = JSON.parse(this.store.get("led") ?? "null") as Seen | null;
    this.tasks.splice(0, 1, ...(seen?.task ? [seen.task] : []));
    return seen;
  }

  /** What the panel does at each look, twice: nothing may be followed twice. */
  see(...controls: Control[]): string[] {
    return controls.map((control) => {
      const said = [1, 2].map(() => {
        this.read();
        this.flow.load();
        const words = follow(this.core, control, this.flow, {
          read: () => this.read(),
          keep: (seen) => {
            this.store.set("led", JSON.stringify(seen));
            this.read();
          },
        });
        this.flow.proceed();
        return words;
      });
      expect(said[1]).toBe("");
      return said[0]!;
    });
  }

  get types(): string[] {
    return this.events.map((event) => event.type.replace("task.", "") + ("task" in event && event.task === "gift" ? " gift" : ""));
  }

  get phase(): number | "waiting" {
    return this.flow.task() ? this.flow.state().phase : "waiting";
  }
}

let browser: Browser;

beforeEach(() => {
  vi.useFakeTimers({ now: 5_000 });
  browser = new Browser();
});

describe("the participant follows the moderator", () => {
  const TABLE: [string, Control[], string[], number | "waiting", string[]][] = [
    ["waits at first", [NOTHING], [], "waiting", [""]],
    ["reads a given task", [NOTHING, GIVEN], ["shown"], SCENARIO, ["", "given"]],
    ["starts with the moderator", [NOTHING, GIVEN, BEGUN], ["shown", "started"], RUNNING, ["", "given", "started"]],
    ["takes up what was given and started between two looks", [NOTHING, BEGUN], ["shown", "started"], RUNNING, ["", "started"]],
    ["ends with the moderator, and is asked", [NOTHING, BEGUN, FINISHED], ["shown", "started", "ended"], QUESTIONS, ["", "started", "moderator"]],
    ["is asked nothing about a skipped task", [NOTHING, BEGUN, { ...FINISHED, claim: "skipped" }], ["shown", "started", "ended"], "waiting", ["", "started", "moderator"]],
    ["is asked nothing about a task that never began", [NOTHING, GIVEN, { ...FINISHED, is_begun: false }], ["shown", "ended"], "waiting", ["", "given", "moderator"]],
    ["is asked about a task that began and ended while it was away", [NOTHING, GIVEN, FINISHED], ["shown", "ended"], QUESTIONS, ["", "given", "moderator"]],
    ["waits again after a task without questions", [NOTHING, { ...OTHER, is_begun: true }, { ...OTHER, is_begun: true, is_finished: true }], ["shown gift", "started gift", "ended gift"], "waiting", ["", "started", "moderator"]],
    ["begins again at a restart, and ends nothing that would count for the new go", [NOTHING, BEGUN, AGAIN], ["shown", "started", "shown"], SCENARIO, ["", "started", "again"]],
    ["begins again although questions were open", [NOTHING, BEGUN, FINISHED, AGAIN], ["shown", "started", "ended", "shown"], SCENARIO, ["", "started", "moderator", "again"]],
    ["leaves a running task for another", [NOTHING, BEGUN, OTHER], ["shown", "started", "ended", "shown gift"], SCENARIO, ["", "started", "given"]],
    ["waits when a given task is taken back", [NOTHING, GIVEN, NOTHING], ["shown"], "waiting", ["", "given", "taken_back"]],
    ["reads again when a start is taken back", [NOTHING, BEGUN, GIVEN], ["shown", "started"], SCENARIO, ["", "started", "taken_back"]],
    ["goes on when an end is taken back", [NOTHING, BEGUN, FINISHED, BEGUN], ["shown", "started", "ended"], RUNNING, ["", "started", "moderator", "taken_back"]],
    ["ends again after an end was taken back", [NOTHING, BEGUN, FINISHED, BEGUN, FINISHED], ["shown", "started", "ended", "ended"], QUESTIONS, ["", "started", "moderator", "taken_back", "moderator"]],
    ["goes on where it was when a restart is taken back", [NOTHING, BEGUN, AGAIN, BEGUN], ["shown", "started", "shown"], RUNNING, ["", "started", "again", "taken_back"]],
    ["goes on with what another task had cut short", [NOTHING, BEGUN, OTHER, BEGUN], ["shown", "started", "ended", "shown gift"], RUNNING, ["", "started", "given", "taken_back"]],
    ["stays ended where the server counts that end", [NOTHING, BEGUN, OTHER, FINISHED], ["shown", "started", "ended", "shown gift"], QUESTIONS, ["", "started", "given", "taken_back"]],
    ["ends what runs when the session closes", [NOTHING, BEGUN, { ...BEGUN, is_closed: true }], ["shown", "started", "ended"], QUESTIONS, ["", "started", "moderator"]],
    ["loses nothing when the session closes between tasks", [NOTHING, { ...NOTHING, is_closed: true }], [], "waiting", ["", ""]],
  ];
  it.each(TABLE)("%s", (_, controls, types, phase, said) => {
    expect(browser.see(...controls)).toEqual(said);

    expect(browser.types).toEqual(types);
    expect(browser.phase).toBe(phase);
  });

  it.each(TABLE)("%s, with a reload at every step", (_, controls, types, phase) => {
    for (const control of controls) {
      browser.see(control);
      browser.load();
    }

    expect(browser.types).toEqual(types);
    expect(browser.phase).toBe(phase);
  });

  it("tells why a task ended and what was said", () => {
    browser.see(NOTHING, BEGUN, { ...FINISHED, claim: "gave_up" });

    expect(browser.events.at(-1)).toEqual({ type: "task.ended", task: "green", claim: "gave_up", why: "moderator" });
  });
});

describe("the participant's own steps", () => {
  it("stay when an older answer comes", () => {
    browser.see(NOTHING, GIVEN);
    browser.flow.start();
    browser.flow.done();
    browser.see(GIVEN, BEGUN, FINISHED);

    expect(browser.types).toEqual(["shown", "started", "ended"]);
    expect(browser.phase).toBe(QUESTIONS);
  });

  it("and the moderator's in the same moment end a task once", () => {
    browser.see(NOTHING, BEGUN);
    browser.flow.done();
    browser.see(FINISHED);

    expect(browser.types.filter((type) => type === "ended")).toHaveLength(1);
  });

  it("leave no pause open when the moderator restarts", () => {
    browser.see(NOTHING, BEGUN);
    browser.flow.pause();
    expect(browser.phase).toBe(PAUSED);
    browser.see(AGAIN);

    expect(browser.types).toEqual(["shown", "started", "paused", "resumed", "shown"]);
  });

  it("are answered before another task comes", () => {
    browser.see(NOTHING, BEGUN, FINISHED);
    browser.flow.keep("seq", ["2"]);
    browser.see(OTHER);

    expect(browser.types).toEqual(["shown", "started", "ended", "rating.given", "shown gift"]);
  });

  it("are kept when the moderator leads away and back", () => {
    browser.see(NOTHING, BEGUN, FINISHED);
    browser.flow.keep("seq", ["2"]);
    browser.see(OTHER, FINISHED);

    expect(browser.flow.state().answers).toEqual({ seq: ["2"] });
  });
});

describe("a browser that keeps nothing", () => {
  it.each([
    ["reads", GIVEN, SCENARIO, ["shown"]],
    ["goes on", BEGUN, RUNNING, []],
    ["answers", FINISHED, QUESTIONS, []],
  ])("%s where the server knows it to be", (_, control, phase, types) => {
    browser.see(control);

    expect(browser.phase).toBe(phase);
    expect(browser.types).toEqual(types);
  });

  it("does not ask again what was answered", () => {
    browser.progress = { task: "green", phase: "questions", met: false, answered: ["seq"] };
    browser.load().see(FINISHED);

    expect(browser.phase).toBe("waiting");
  });

  it("has nothing new to show of a task that is NEW only once", () => {
    browser.see(GIVEN);

    expect(browser.flow.state().phase).not.toBe(NEW);
  });
});
