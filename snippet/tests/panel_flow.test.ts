import { describe, expect, it } from "vitest";
import type { NewEvent, Progress, Question, Task } from "../src/core";
import { beginTask } from "../src/panel/begin_task";
import { NEW, PAUSED, QUESTIONS, RUNNING, SCENARIO, STARTING, STOPPED } from "../src/panel/phase";
import { resumeState } from "../src/panel/resume_state";
import type { State } from "../src/panel/state";
import { answer, arrive, end, next, pass, pause, resume, show, start, type Step, stop } from "../src/panel/steps";

const seq: Question = {
  id: "seq", ask: "How easy?", kind: "scale", choices: [], required: true, points: 7, minimum: 1, low_label: "", high_label: "",
};
const price: Question = { ...seq, id: "price", kind: "number", required: false };
const task = (id: string, more: Partial<Task> = {}): Task => ({
  id, title: id, scenario: id, start: null, time_limit_s: null, ends: "on_done", questions: [], ...more,
});
const TASKS = [task("green", { questions: [seq, price] }), task("gift", { start: "/teas.html", time_limit_s: 60 })];
const FIRST = beginTask(0);
const SECOND = beginTask(1);

const NOW_MS = 5_000;

function play(from: State, ...steps: Step[]): { state: State; events: NewEvent[] } {
  return steps.reduce<{ state: State; events: NewEvent[] }>(
    ({ state, events }, step) => {
      const [change, ...more] = step(state, TASKS[state.at]!, NOW_MS) || [];
      return { state: { ...state, ...change }, events: [...events, ...more] };
    },
    { state: from, events: [] },
  );
}

const done = end("done", "participant");
const draft = (answers: State["answers"]): Step => () => [{ answers }];
const types = (events: NewEvent[]) => events.map(({ type }) => type);

describe("one step of the flow", () => {
  const running: State = { ...FIRST, phase: RUNNING };
  const limited: State = { ...SECOND, phase: RUNNING, active_ms: 59_500, seen: NOW_MS - 400 };
  const asked: State = { ...FIRST, phase: QUESTIONS };
  const starting: State = { ...SECOND, phase: STARTING, from: "/" };
  const given = (answers: State["answers"]): State => ({ ...asked, answers });
  const rating = (question: string, value: number | null): NewEvent => ({ type: "rating.given", question, value, task: "green" });
  const ended = { type: "task.ended", task: "green", claim: "done", why: "participant" } as const;
  const TABLE: [string, State, Step, Partial<State>, NewEvent[]][] = [
    ["a scenario is shown", FIRST, show, { phase: SCENARIO }, [{ type: "task.shown", task: "green" }]],
    ["a scenario shown again is not told again", { ...FIRST, phase: SCENARIO }, show, { phase: SCENARIO }, []],
    ["the clock starts at once where the participant is", FIRST, start("/index.html"), { phase: RUNNING, seen: NOW_MS }, [{ type: "task.started", task: "green" }]],
    ["the clock waits for the start page", SECOND, start("/index.html"), { phase: STARTING, from: "/index.html" }, []],
    ["a task whose start page is open starts at once", SECOND, start("/teas.html"), { phase: RUNNING }, [{ type: "task.started", task: "gift" }]],
    ["a task starts only once", running, start("/"), { phase: RUNNING }, []],
    ["arriving starts the clock", starting, arrive("/teas.html"), { phase: RUNNING }, [{ type: "task.started", task: "gift" }]],
    ["being sent on by the start page is arriving", starting, arrive("/sign-in"), { phase: RUNNING }, [{ type: "task.started", task: "gift" }]],
    ["a start page that did not open leads back", starting, arrive("/"), { phase: SCENARIO }, []],
    ["arriving twice starts once", running, arrive("/"), { phase: RUNNING }, []],
    ["done leads to the questions", running, done, { phase: QUESTIONS, at: 0 }, [ended]],
    ["giving up is a claim", running, end("gave_up", "participant"), { phase: QUESTIONS }, [{ ...ended, claim: "gave_up" }]],
    ["a task ends only once", asked, done, { phase: QUESTIONS }, []],
    ["without questions the next scenario follows", { ...running, answered: ["seq", "price"] }, done, { phase: NEW, at: 1 }, [ended]],
    ["time adds up", limited, pass(false), { active_ms: 59_900, seen: NOW_MS, phase: RUNNING }, []],
    ["time out of view is not counted", { ...limited, seen: 0 }, pass(false), { active_ms: 59_500, seen: NOW_MS }, []],
    ["what goes out of view is counted until then", limited, pass(true), { active_ms: 59_900, seen: 0 }, []],
    ["a long time away is not counted whole", { ...limited, active_ms: 0, seen: 1 - 1e6 }, pass(false), { active_ms: 10_000 }, []],
    ["a clock set back takes nothing away", { ...limited, seen: 9e9 }, pass(false), { active_ms: 59_500 }, []],
    ["the limit ends the task without a claim", { ...limited, seen: NOW_MS - 500 }, pass(false), { at: 2, why: "time_limit" }, [{ type: "task.ended", task: "gift", claim: null, why: "time_limit" }]],
    ["a pause stops the clock", { ...limited, phase: PAUSED }, pass(false), { active_ms: 59_500 }, []],
    ["a task without a limit counts nothing", { ...running, seen: 1 }, pass(false), { active_ms: 0, seen: 1 }, []],
    ["a met criterion is a claim of its own", running, end("done", "criterion"), { why: "criterion" }, [{ ...ended, why: "criterion" }]],
    ["pausing", running, pause, { phase: PAUSED }, [{ type: "task.paused", task: "green" }]],
    ["resuming counts from now on", { ...running, phase: PAUSED }, resume, { phase: RUNNING, seen: NOW_MS }, [{ type: "task.resumed", task: "green" }]],
    ["a scenario cannot be paused", FIRST, pause, { phase: NEW }, []],
    ["an answer is sent with its task", given({ seq: 3 }), answer, { answers: { seq: 3 } }, [rating("seq", 3)]],
    ["an answer taken back is sent as none", { ...asked, sent: { price: "3" } }, answer, {}, [rating("price", null)]],
    ["an empty answer never given is not sent", asked, answer, {}, []],
    ["what is no number is kept and not sent", given({ price: "abc" }), answer, { answers: { price: "abc" } }, []],
    ["a question of another task is not sent", given({ "sus.1": 3 }), answer, {}, []],
    ["going on sends what was typed last", given({ price: 4 }), next, { at: 1, phase: NEW, answers: {} }, [rating("price", 4)]],
    ["going on outside the questions does nothing", running, next, { at: 0, phase: RUNNING }, []],
    ["stopping ends the running task", running, stop(2), { at: 2, phase: STOPPED }, [{ ...ended, claim: null, why: "stopped" }]],
    ["stopping between tasks ends none", FIRST, stop(2), { at: 2, phase: STOPPED }, []],
  ];
  it.each(TABLE)("%s", (_, before, step, after, told) => {
    const { state, events } = play(before, step);

    expect(state).toMatchObject(after);
    expect(events).toEqual(told);
  });

  it("sends the same answer once and a changed one again", () => {
    const { events } = play(asked, draft({ seq: 3 }), answer, answer, draft({ seq: 4 }), answer);

    expect(events.map((event) => "value" in event && event.value)).toEqual([3, 4]);
  });

  it.each([done, stop(2)])("resumes before it ends a paused task, so that no pause stays open", (step) => {
    const { events } = play({ ...running, phase: PAUSED }, step);

    expect(types(events)).toEqual(["task.resumed", "task.ended"]);
  });

  it("goes through a whole study in order", () => {
    const { state, events } = play(
      FIRST, show, start("/"), done, draft({ seq: 7 }), next, show, start("/"), arrive("/teas.html"), done,
    );

    expect(state).toMatchObject({ at: 2 });
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
    ["begins with the first task", null, {}, { at: 0, phase: NEW }],
    ["follows the server where nothing is kept", null, { task: "gift", phase: "running" }, { at: 1, phase: RUNNING }],
    ["follows the server when it is further", FIRST, { task: "gift" }, { at: 1, phase: NEW }],
    ["keeps what is further here", { ...SECOND, phase: RUNNING }, { task: "green", phase: "questions" }, { at: 1, phase: RUNNING }],
    ["keeps its own at the same place", { ...FIRST, phase: QUESTIONS, answers: { seq: 2 } }, { task: "green", phase: "questions", answered: [] }, { answers: { seq: 2 } }],
    ["does not ask again what was answered elsewhere", null, { task: "green", phase: "questions", answered: ["seq"] }, { phase: QUESTIONS, answered: ["seq"] }],
    ["goes on when all was answered elsewhere", null, { task: "green", phase: "questions", answered: ["seq", "price"] }, { at: 1, phase: NEW }],
    ["is over when the server has only the study's questions left", null, { phase: "after_study" }, { at: 2, phase: NEW }],
    ["keeps a start page that is being opened", { ...SECOND, phase: STARTING }, { task: "gift", phase: "scenario" }, { phase: STARTING }],
  ];
  it.each(TABLE)("%s", (_, kept, progress, expected) => {
    expect(resumeState(TASKS, kept, server(progress))).toMatchObject(expected);
  });
});
