// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AT_MS, CONTROL, PRESSED_MS, done, enter, leave, live, moderating, openAt, press, run, task } from "./room";

beforeEach(enter);
afterEach(leave);

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
