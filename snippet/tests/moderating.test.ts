// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Control } from "../src/desk/control";
import { AT_MS, done, enter, judged, leave, live, moderating, open, openAt, press, run, task } from "./room";

beforeEach(enter);
afterEach(leave);

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
