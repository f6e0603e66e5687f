// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Core, NewEvent, Progress, Question, Task } from "../src/core";
import { type Flow, openFlow } from "../src/panel/flow";
import { NEW, PAUSED, QUESTIONS, RUNNING, SCENARIO, STARTING, STOPPED } from "../src/panel/phase";
import type { State } from "../src/panel/state";

const seq: Question = { id: "seq", ask: "How easy?", kind: "scale", choices: ["1", "2"], required: true, hint: "" };
const price: Question = { ...seq, id: "price", kind: "number", choices: [], required: false };
const task = (id: string, more: Partial<Task> = {}): Task => ({
  id, step: id, title: id, scenario: id, start: null, time_limit_s: null, ends: "on_done", questions: [], ...more,
});
const TASKS = [task("green", { questions: [seq, price] }), task("gift", { start: "/teas.html", time_limit_s: 60 })];
const FIRST: State = { at: 0, phase: NEW, from: "", active_ms: 0, seen: 0, answers: {}, draft: "", answered: [] };
const SECOND: State = { ...FIRST, at: 1 };
const NOW_MS = 5_000;

type Act = (flow: Flow) => void;

/** Takes a participant through steps from where they are, and tells what came of it. */
function play(kept: State | null, acts: Act[], here = "/index.html", progress: Partial<Progress> = {}) {
  const events: NewEvent[] = [];
  const store = new Map<string, string>(kept ? [["panel", JSON.stringify(kept)]] : []);
  const core = {
    session: { tasks: TASKS, progress: { task: "green", phase: "scenario", met: false, answered: [], ...progress } },
    root: "/",
    record: (event: NewEvent) => events.push(event),
    address: () => here,
    store: { get: (key: string) => store.get(key) ?? null, set: (key: string, value: string) => store.set(key, value) },
  };
  const entered: unknown[] = [];
  const flow = openFlow(core as unknown as Core, (why) => entered.push(why ?? flow.state().phase));
  flow.load();
  acts.forEach((act) => act(flow));
  return { state: flow.state(), events, entered, kept: JSON.parse(store.get("panel") ?? "null") as State | null };
}

const done: Act = (flow) => flow.done();
const proceed: Act = (flow) => flow.proceed();
const keep = (question: string, ...given: string[]): Act => (flow) => flow.keep(question, given);
const answer: Act = (flow) => flow.answer();
const start: Act = (flow) => flow.start();
const arrive: Act = (flow) => flow.arrive();
const next: Act = (flow) => flow.next();
const stop: Act = (flow) => flow.stop_now();
const types = (events: NewEvent[]) => events.map(({ type }) => type);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  vi.spyOn(location, "assign").mockImplementation(() => undefined);
});

describe("one step of the flow", () => {
  const running: State = { ...FIRST, phase: RUNNING };
  const paused: State = { ...FIRST, phase: PAUSED };
  const limited: State = { ...SECOND, phase: RUNNING, active_ms: 59_500, seen: NOW_MS - 400 };
  const asked: State = { ...FIRST, phase: QUESTIONS };
  const starting: State = { ...SECOND, phase: STARTING, from: "/" };
  const rating = (question: string, value: number | null): NewEvent => ({ type: "rating.given", question, value, task: "green" });
  const ended = { type: "task.ended", task: "green", claim: "done", why: "participant" } as const;
  const started = (id: string): NewEvent => ({ type: "task.started", task: id });
  const TABLE: [string, State, Act[], Partial<State>, NewEvent[], string?][] = [
    ["a scenario is shown", FIRST, [proceed], { phase: SCENARIO }, [{ type: "task.shown", task: "green" }]],
    ["a scenario shown again is not told again", { ...FIRST, phase: SCENARIO }, [proceed], { phase: SCENARIO }, []],
    ["the clock starts at once where the participant is", FIRST, [start], { phase: RUNNING, seen: NOW_MS }, [started("green")]],
    ["the clock waits for the start page", SECOND, [start], { phase: STARTING, from: "/index.html" }, []],
    ["a task whose start page is open starts at once", SECOND, [start], { phase: RUNNING }, [started("gift")], "/teas.html"],
    ["a task starts only once", running, [start], { phase: RUNNING }, []],
    ["arriving starts the clock", starting, [arrive], { phase: RUNNING }, [started("gift")], "/teas.html"],
    ["being sent on by the start page is arriving", starting, [arrive], { phase: RUNNING }, [started("gift")], "/sign-in"],
    ["a start page that did not open leads back", starting, [arrive], { phase: SCENARIO }, [], "/"],
    ["arriving twice starts once", running, [arrive], { phase: RUNNING }, []],
    ["done leads to the questions", running, [done, proceed], { phase: QUESTIONS, at: 0 }, [ended]],
    ["giving up is a claim", running, [(flow) => flow.gave_up()], { phase: QUESTIONS }, [{ ...ended, claim: "gave_up" }]],
    ["a task ends only once", asked, [done], { phase: QUESTIONS }, []],
    ["without questions the next scenario follows", { ...running, answered: ["seq", "price"] }, [done, proceed], { phase: SCENARIO, at: 1 }, [ended, { type: "task.shown", task: "gift" }]],
    ["time adds up", limited, [proceed], { active_ms: 59_900, seen: NOW_MS, phase: RUNNING }, []],
    ["time out of view is not counted", { ...limited, seen: 0 }, [proceed], { active_ms: 59_500, seen: NOW_MS }, []],
    ["a long time away is not counted whole", { ...limited, active_ms: 0, seen: 1 - 1e6 }, [proceed], { active_ms: 10_000 }, []],
    ["a clock set back takes nothing away", { ...limited, seen: 9e9 }, [proceed], { active_ms: 59_500 }, []],
    ["the limit ends the task without a claim", { ...limited, seen: NOW_MS - 500 }, [proceed, proceed], { at: 2 }, [{ type: "task.ended", task: "gift", claim: null, why: "time_limit" }]],
    ["a pause stops the clock", { ...limited, phase: PAUSED }, [proceed], { active_ms: 59_500 }, []],
    ["time until a pause is counted", limited, [(flow) => flow.pause()], { active_ms: 59_900, phase: PAUSED }, [{ type: "task.paused", task: "gift" }]],
    ["a task without a limit counts nothing", { ...running, seen: 1 }, [proceed], { active_ms: 0, seen: 1 }, []],
    ["a met criterion is a claim of its own", running, [(flow) => flow.end("done", "criterion")], { phase: QUESTIONS }, [{ ...ended, why: "criterion" }]],
    ["pausing", running, [(flow) => flow.pause()], { phase: PAUSED }, [{ type: "task.paused", task: "green" }]],
    ["resuming counts from now on", paused, [(flow) => flow.resume()], { phase: RUNNING, seen: NOW_MS }, [{ type: "task.resumed", task: "green" }]],
    ["a scenario cannot be paused", FIRST, [(flow) => flow.pause()], { phase: NEW }, []],
    ["an answer is sent with its task", asked, [keep("seq", "3"), answer], { answers: { seq: ["3"] } }, [rating("seq", 3)]],
    ["a draft is kept and not sent", asked, [keep("seq", "3")], { answers: { seq: ["3"] }, draft: "seq" }, []],
    ["a draft is sent when another is given", asked, [keep("seq", "3"), keep("price", "4")], { draft: "price" }, [rating("seq", 3)]],
    ["an answer taken back is sent as none", asked, [keep("price", ""), answer], {}, [rating("price", null)]],
    ["an empty answer never given is not sent", asked, [answer], {}, []],
    ["what is no number is kept and not sent", asked, [keep("price", "abc"), answer], { answers: { price: ["abc"] } }, []],
    ["a question of another task is not sent", asked, [keep("sus.1", "3"), answer], {}, []],
    ["going on sends what was typed last", asked, [keep("price", "4"), next], { at: 1, phase: NEW, answers: {} }, [rating("price", 4)]],
    ["going on outside the questions does nothing", running, [next], { at: 0, phase: RUNNING }, []],
    ["stopping ends the running task", running, [stop], { at: 2, phase: STOPPED }, [{ ...ended, claim: null, why: "stopped" }]],
    ["stopping between tasks ends none", FIRST, [stop], { at: 2, phase: STOPPED }, []],
    ["stopping at the questions sends what was typed last", asked, [keep("price", "4"), stop], { at: 2, phase: STOPPED }, [rating("price", 4)]],
  ];
  it.each(TABLE)("%s", (_, before, acts, after, told, here) => {
    const { state, events, kept } = play(before, acts, here);

    expect(state).toMatchObject(after);
    expect(kept).toEqual(state);
    expect(events).toEqual(told);
  });

  it("counts what goes out of view until then", () => {
    const isHidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    const { state } = play(limited, [proceed]);
    isHidden.mockRestore();

    expect(state).toMatchObject({ active_ms: 59_900, seen: 0 });
  });

  it("opens the start page below the prototype's root", () => {
    play(SECOND, [start]);

    expect(location.assign).toHaveBeenCalledWith(new URL("/teas.html", location.href).href);
  });

  it("sends the same answer once and a changed one again", () => {
    const { events } = play(asked, [keep("seq", "3"), answer, answer, keep("seq", "4"), answer]);

    expect(events.map((event) => "value" in event && event.value)).toEqual([3, 4]);
  });

  it.each([done, stop])("resumes before it ends a paused task, so that no pause stays open", (act) => {
    const { events } = play(paused, [act]);

    expect(types(events)).toEqual(["task.resumed", "task.ended"]);
  });

  it("tells of every phase that begins, and why a task ended", () => {
    expect(play(FIRST, [proceed, start, keep("seq", "1"), done]).entered).toEqual([SCENARIO, RUNNING, "participant"]);
  });

  it("goes through a whole study in order", () => {
    const { state, events } = play(
      FIRST, [proceed, start, done, keep("seq", "7"), next, proceed, start, done, proceed], "/teas.html",
    );

    expect(state).toMatchObject({ at: 2 });
    expect(types(events)).toEqual([
      "task.shown", "task.started", "task.ended", "rating.given", "task.shown", "task.started", "task.ended",
    ]);
  });
});

describe("resuming", () => {
  const TABLE: [string, State | null, Partial<Progress>, Partial<State>][] = [
    ["begins with the first task", null, {}, { at: 0, phase: NEW }],
    ["follows the server where nothing is kept", null, { task: "gift", phase: "running" }, { at: 1, phase: RUNNING }],
    ["follows the server when it is further", FIRST, { task: "gift" }, { at: 1, phase: NEW }],
    ["keeps what is further here", { ...SECOND, phase: RUNNING }, { phase: "questions" }, { at: 1, phase: RUNNING }],
    ["keeps its own at the same place", { ...FIRST, phase: QUESTIONS, answers: { seq: ["2"] } }, { phase: "questions" }, { answers: { seq: ["2"] } }],
    ["does not ask again what was answered elsewhere", null, { phase: "questions", answered: ["seq"] }, { phase: QUESTIONS, answered: ["seq"] }],
    ["goes on when all was answered elsewhere", null, { phase: "questions", answered: ["seq", "price"] }, { at: 1, phase: SCENARIO }],
    ["is over when the server has only the study's questions left", null, { task: null, phase: "after_study" }, { at: 2, phase: NEW }],
    ["keeps a start page that is being opened", { ...SECOND, phase: STARTING }, { task: "gift" }, { phase: STARTING }],
  ];
  it.each(TABLE)("%s", (_, kept, progress, expected) => {
    const acts = progress.phase === "questions" ? [proceed] : [];

    expect(play(kept, acts, "/index.html", progress).state).toMatchObject(expected);
  });
});
