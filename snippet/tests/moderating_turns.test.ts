// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AT_MS, PRESSED_MS, done, enter, leave, live, moderating, open, openAt, press, run } from "./room";

beforeEach(enter);
afterEach(leave);

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

  it("is over with the next act, whether the server knows it or not yet", () => {
    const redoable = [{ act: "9", person: "anna", words: "a note", at_ms: 9 }];
    open({ redoable });
    expect(moderating.isRedoable).toBe(true);
    run("next");
    expect(moderating.isRedoable).toBe(false);
    open({ redoable, undoable: [{ act: "10", person: "anna", words: "a slip", at_ms: 10 }] });
    expect(moderating.isRedoable).toBe(false);
    run("redo");
    expect(moderating.said).toBe("There is nothing to do again.");
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
    leave();
    run("next");
    refuse("no");
    expect(moderating.said).toBe("Gave “Task a”");
  });
});
