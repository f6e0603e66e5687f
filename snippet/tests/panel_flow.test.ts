import { describe, expect, it } from "vitest";
import type { NewEvent, Progress, Question, Task } from "../src/core";
import type { Act } from "../src/panel/act";
import { beginTask } from "../src/panel/begin_task";
import { flow } from "../src/panel/flow";
import { resume } from "../src/panel/resume";
import type { State } from "../src/panel/state";

const seq: Question = {
  id: "seq", ask: "How easy?", kind: "scale", choices: [], required: true, points: 7, minimum: 1, low_label: "", high_label: "",
};
const price: Question = { ...seq, id: "price", kind: "number", required: false };
const task = (id: string, more: Partial<Task> = {}): Task => ({
  id, title: id, scenario: id, start: null, time_limit_s: null, ends: "on_done", questions: [], ...more,
});
const TASKS = [task("green", { questions: [seq, price] }), task("gift", { start: "/teas.html", time_limit_s: 60 })];
const FIRST = beginTask(0, TASKS.length);
const SECOND = beginTask(1, TASKS.length);

function play(from: State, ...acts: Act[]): { state: State; events: NewEvent[] } {
  return acts.reduce<{ state: State; events: NewEvent[] }>(
    ({ state, events }, act) => {
      const [next, ...more] = flow(TASKS, state, act);
      return { state: next, events: [...events, ...more] };
    },
    { state: from, events: [] },
  );
}

const start: Act = { do: "start", here: "/index.html" };
const done: Act = { do: "end", claim: "done", why: "participant" };
const answer = (question: string, value: number | string | null): Act => ({ do: "answer", question, value });
const types = (events: NewEvent[]) => events.map(({ type }) => type);

describe("one step of the flow", () => {
  const running: State = { ...FIRST, phase: "running", shown: true };
  const limited: State = { ...SECOND, phase: "running", active_ms: 59_500 };
  const asked: State = { ...FIRST, phase: "questions" };
  const TABLE: [string, State, Act, Partial<State>, NewEvent[]][] = [
    ["a scenario is shown", FIRST, { do: "show" }, { shown: true }, [{ type: "task.shown", task: "green" }]],
    ["a scenario shown again is not told again", { ...FIRST, shown: true }, { do: "show" }, { shown: true }, []],
    ["the clock starts at once where the participant is", FIRST, start, { phase: "running" }, [{ type: "task.started", task: "green" }]],
    ["the clock waits for the start page", SECOND, start, { phase: "starting", from: "/index.html" }, []],
    ["a task whose start page is open starts at once", SECOND, { do: "start", here: "/teas.html" }, { phase: "running" }, [{ type: "task.started", task: "gift" }]],
    ["arriving starts the clock", { ...SECOND, phase: "starting", from: "/" }, { do: "arrive", here: "/teas.html" }, { phase: "running" }, [{ type: "task.started", task: "gift" }]],
    ["being sent on by the start page is arriving", { ...SECOND, phase: "starting", from: "/" }, { do: "arrive", here: "/sign-in" }, { phase: "running" }, [{ type: "task.started", task: "gift" }]],
    ["a start page that did not open leads back", { ...SECOND, phase: "starting", from: "/" }, { do: "arrive", here: "/" }, { phase: "scenario" }, []],
    ["arriving twice starts once", running, { do: "arrive", here: "/" }, { phase: "running" }, []],
    ["done leads to the questions", running, done, { phase: "questions", at: 0 }, [{ type: "task.ended", task: "green", claim: "done", why: "participant" }]],
    ["giving up is a claim", running, { ...done, claim: "gave_up" }, { phase: "questions" }, [{ type: "task.ended", task: "green", claim: "gave_up", why: "participant" }]],
    ["a task ends only once", asked, done, { phase: "questions" }, []],
    ["without questions the next scenario follows", { ...limited, at: 0, answered: ["seq", "price"] }, done, { phase: "scenario", at: 1 }, [{ type: "task.ended", task: "green", claim: "done", why: "participant" }]],
    ["time adds up", limited, { do: "pass", ms: 500 }, { active_ms: 60_000, phase: "running" }, []],
    ["the limit ends the task without a claim", limited, { do: "pass", ms: 501 }, { phase: "over", why: "time_limit" }, [{ type: "task.ended", task: "gift", claim: null, why: "time_limit" }]],
    ["a pause stops the clock", { ...limited, paused: true }, { do: "pass", ms: 9_000 }, { active_ms: 59_500 }, []],
    ["a met criterion is a claim of its own", running, { do: "end", claim: "done", why: "criterion" }, { why: "criterion" }, [{ type: "task.ended", task: "green", claim: "done", why: "criterion" }]],
    ["pausing", running, { do: "pause" }, { paused: true }, [{ type: "task.paused", task: "green" }]],
    ["resuming", { ...running, paused: true }, { do: "resume" }, { paused: false }, [{ type: "task.resumed", task: "green" }]],
    ["a scenario cannot be paused", FIRST, { do: "pause" }, { paused: false }, []],
    ["a problem is reported with its task", running, { do: "report", text: "Oops" }, {}, [{ type: "problem.reported", text: "Oops", task: "green" }]],
    ["a draft is kept and not sent", asked, { do: "draft", question: "seq", value: 3 }, { answers: { seq: 3 } }, []],
    ["an answer is sent with its task", asked, answer("seq", 3), { answers: { seq: 3 } }, [{ type: "rating.given", question: "seq", value: 3, task: "green" }]],
    ["an answer taken back is sent as none", { ...asked, sent: { price: "3" } }, answer("price", null), {}, [{ type: "rating.given", question: "price", value: null, task: "green" }]],
    ["an empty answer never given is not sent", asked, answer("price", null), {}, []],
    ["what is no number is kept and not sent", asked, answer("price", "abc"), { answers: { price: "abc" } }, []],
    ["a question of another task is not sent", asked, answer("sus.1", 3), {}, []],
    ["going on sends what was typed last", { ...asked, answers: { price: 4 } }, { do: "next" }, { at: 1, phase: "scenario", answers: {} }, [{ type: "rating.given", question: "price", value: 4, task: "green" }]],
    ["going on outside the questions does nothing", running, { do: "next" }, { at: 0, phase: "running" }, []],
    ["stopping ends the running task", running, { do: "stop" }, { phase: "over", isStopped: true }, [{ type: "task.ended", task: "green", claim: null, why: "stopped" }]],
    ["stopping between tasks ends none", FIRST, { do: "stop" }, { phase: "over", isStopped: true }, []],
  ];
  it.each(TABLE)("%s", (_, before, act, after, told) => {
    const { state, events } = play(before, act);

    expect(state).toMatchObject(after);
    expect(events).toEqual(told);
  });

  it("sends the same answer once and a changed one again", () => {
    const { events } = play(asked, answer("seq", 3), answer("seq", 3), answer("seq", 4));

    expect(events.map((event) => "value" in event && event.value)).toEqual([3, 4]);
  });

  it("resumes before it ends a paused task, so that no pause stays open", () => {
    const { events } = play({ ...running, paused: true }, done);

    expect(types(events)).toEqual(["task.resumed", "task.ended"]);
  });

  it("goes through a whole study in order", () => {
    const { state, events } = play(
      FIRST, { do: "show" }, start, done, answer("seq", 7), { do: "next" },
      { do: "show" }, start, { do: "arrive", here: "/teas.html" }, done,
    );

    expect(state).toMatchObject({ at: 2, phase: "over" });
    expect(types(events)).toEqual([
      "task.shown", "task.started", "task.ended", "rating.given", "task.shown", "task.started", "task.ended",
    ]);
  });
});

describe("resuming", () => {
  const server = (progress: Partial<Progress>): Progress => ({
    task: null, phase: "scenario", met: false, answered: [], ...progress,
  });
  const TABLE: [string, State | null, Partial<Progress>, Partial<State>][] = [
    ["begins with the first task", null, {}, { at: 0, phase: "scenario", shown: false }],
    ["follows the server where nothing is kept", null, { task: "gift", phase: "running" }, { at: 1, phase: "running" }],
    ["follows the server when it is further", FIRST, { task: "gift" }, { at: 1, phase: "scenario" }],
    ["keeps what is further here", { ...SECOND, phase: "running" }, { task: "green", phase: "questions" }, { at: 1, phase: "running" }],
    ["keeps its own at the same place", { ...FIRST, phase: "questions", answers: { seq: 2 } }, { task: "green", phase: "questions", answered: [] }, { answers: { seq: 2 } }],
    ["does not ask again what was answered elsewhere", null, { task: "green", phase: "questions", answered: ["seq"] }, { phase: "questions", answered: ["seq"] }],
    ["goes on when all was answered elsewhere", null, { task: "green", phase: "questions", answered: ["seq", "price"] }, { at: 1, phase: "scenario" }],
    ["is over when the server has only the study's questions left", null, { phase: "after_study" }, { at: 2, phase: "over" }],
    ["keeps a start page that is being opened", { ...SECOND, phase: "starting" }, { task: "gift", phase: "scenario" }, { phase: "starting" }],
  ];
  it.each(TABLE)("%s", (_, kept, progress, expected) => {
    expect(resume(TASKS, kept, server(progress))).toMatchObject(expected);
  });
});
