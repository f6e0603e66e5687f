import { describe, expect, it } from "vitest";
import type { Control, TaskControl } from "../src/desk/control";
import { forecast } from "../src/desk/forecast";
import { lastAct } from "../src/desk/last_act";
import type { NewAct } from "../src/desk/new_act";
import { nextTask } from "../src/desk/next_task";

const NAMES = { tasks: { a: "Task a" }, people: {}, markers: [] };
const task = (id: string, phase: TaskControl["phase"] = "new"): TaskControl => ({
  id, title: `Task ${id}`, scenario: "", is_planned: true, phase, go: "", started_ms: null, ended_ms: null, claim: null,
  verdicts: [], agreed: null, assists: 0, slips: 0, goes: 0,
});
const CONTROL: Control = {
  moderator: "anna", task: null, phase: "waiting", go: "", since_ms: null, message: "", message_act: "",
  tasks: [task("a"), task("b"), task("c")], undoable: [], redoable: [],
};
const waiting = (...acts: readonly NewAct[]) => acts.map((act) => ({ act, refused: "" }));
const GIVE: NewAct = { type: "task.assigned", task: "a", act: "1", at_ms: 10 };
const BEGIN: NewAct = { type: "task.begun", task: "a", act: "2", at_ms: 20 };
const FINISH: NewAct = { type: "task.finished", task: "a", claim: "done", act: "3", at_ms: 90 };

describe("the state while the server is away", () => {
  it("follows a task from giving to its verdict", () => {
    expect(forecast(CONTROL, waiting(GIVE), "anna")).toMatchObject({ task: "a", phase: "given", go: "1" });
    expect(forecast(CONTROL, waiting(GIVE, BEGIN), "anna")).toMatchObject({ phase: "running", since_ms: 20 });
    const judged: NewAct = { type: "verdict.given", task: "a", outcome: "partial", score: 0.5, act: "4", at_ms: 95 };
    const state = forecast(CONTROL, waiting(GIVE, BEGIN, FINISH, judged), "anna");
    expect(state.phase).toBe("ended");
    expect(state.tasks[0]).toMatchObject({ started_ms: 20, ended_ms: 90, claim: "done", goes: 1 });
    expect(state.tasks[0]?.verdicts).toEqual([{ person: "anna", outcome: "partial", score: 0.5, reason: "" }]);
  });

  it("leaves out what is taken back and what was refused", () => {
    const undo: NewAct = { type: "act.undone", undone: "2", act: "9", at_ms: 30 };
    expect(forecast(CONTROL, waiting(GIVE, BEGIN, undo), "anna").phase).toBe("given");
    expect(forecast(CONTROL, [{ act: GIVE, refused: "no" }], "anna").phase).toBe("waiting");
  });

  it("moves the ends of a task to where they were corrected; what is left out stays as it was", () => {
    const recut: NewAct = { type: "task.recut", task: "a", started_ms: 15, ended_ms: null, act: "4", at_ms: 99 };
    const state = forecast(CONTROL, waiting(GIVE, BEGIN, FINISH, recut), "anna");
    expect(state.tasks[0]).toMatchObject({ started_ms: 15, ended_ms: 90 });
  });

  it("lists an unplanned task after the others", () => {
    const give: NewAct = { type: "task.assigned", task: "u", title: "Extra", scenario: "Do it.", act: "1", at_ms: 1 };
    expect(forecast(CONTROL, waiting(give), "anna").tasks.map(({ title }) => title)).toEqual(["Task a", "Task b", "Task c", "Extra"]);
  });
});

describe("the next task", () => {
  it("is the first new one after the current, then any that was passed over", () => {
    const state = { ...CONTROL, task: "b", tasks: [task("a"), task("b", "ended"), task("c")] };
    expect(nextTask(state)?.id).toBe("c");
    expect(nextTask({ ...state, tasks: [task("a"), task("b", "ended"), task("c", "ended")] })?.id).toBe("a");
    expect(nextTask({ ...state, tasks: [task("b", "ended")] })).toBeUndefined();
  });
});

describe("the last act", () => {
  const sent = { ...CONTROL, undoable: [{ act: "7", person: "ben", words: "a note", at_ms: 2 }, { act: "6", person: "anna", words: "gave the task “Task a”", at_ms: 1 }] };

  it("is the person's own, as the server names it", () => {
    expect(lastAct(sent, [], "anna", NAMES)).toEqual({ act: "6", words: "gave the task “Task a”" });
  });

  it("is what waits before what was sent, and never the same twice", () => {
    expect(lastAct(sent, waiting(BEGIN), "anna", NAMES)).toEqual({ act: "2", words: "started the clock of “Task a”" });
    const undo: NewAct = { type: "act.undone", undone: "6", act: "9", at_ms: 30 };
    expect(lastAct(sent, waiting(undo), "anna", NAMES)).toBeNull();
  });
});
