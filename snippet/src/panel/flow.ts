import type { NewEvent, Task } from "../core";
import type { Act } from "./act";
import { beginTask } from "./begin_task";
import { isThere } from "./is_there";
import { openQuestions } from "./open_questions";
import type { State } from "./state";
import type { Value } from "./value";

type Step = readonly [State, ...NewEvent[]];

/**
 * Takes one step: the next state, then the events that make it true.
 *
 * An act that does not fit the phase changes nothing, so a late timer or a second click is
 * harmless.
 */
export function flow(tasks: readonly Task[], state: State, act: Act): Step {
  const task = tasks[state.at];
  if (act.do === "stop") return stop(tasks, state);
  if (!task) return act.do === "report" ? [state, report(act.text, null)] : [state];
  const id = task.id;
  const isRunning = state.phase === "running";
  switch (act.do) {
    case "show":
      if (state.phase !== "scenario" || state.shown) return [state];
      return [{ ...state, shown: true }, { type: "task.shown", task: id }];
    case "start":
      if (state.phase !== "scenario") return [state];
      return task.start && task.start !== act.here
        ? [{ ...state, phase: "starting", from: act.here, why: "" }]
        : run(state, id);
    case "arrive":
      return arrive(state, task, act.here);
    case "pass":
      return isRunning && !state.paused ? pass(tasks, state, task, act.ms) : [state];
    case "pause":
      if (!isRunning || state.paused) return [state];
      return [{ ...state, paused: true }, { type: "task.paused", task: id }];
    case "resume":
      if (!state.paused) return [state];
      return [{ ...state, paused: false }, { type: "task.resumed", task: id }];
    case "end":
      return isRunning ? end(tasks, state, id, act.claim, act.why) : [state];
    case "report":
      return [state, report(act.text, id)];
    case "draft":
      return [{ ...state, answers: { ...state.answers, [act.question]: act.value } }];
    case "answer":
      return answer(tasks, state, id, act.question, act.value);
    case "next": {
      const [next, ...events] = answerAll(tasks, state, id);
      return state.phase === "questions" ? [beginTask(next.at + 1, tasks.length), ...events] : [state];
    }
  }
}

function report(text: string, task: string | null): NewEvent {
  return { type: "problem.reported", text, task };
}

function run(state: State, task: string): Step {
  return [{ ...state, phase: "running", why: "" }, { type: "task.started", task }];
}

/** A load back where Start was pressed means that the start page could not be opened. */
function arrive(state: State, task: Task, here: string): Step {
  if (state.phase !== "starting") return [state];
  const isBack = here === state.from && !isThere(task.start ?? here, here);
  return isBack ? [{ ...state, phase: "scenario" }] : run(state, task.id);
}

function pass(tasks: readonly Task[], state: State, task: Task, ms: number): Step {
  const next = { ...state, active_ms: state.active_ms + ms };
  const isOver = task.time_limit_s !== null && next.active_ms > task.time_limit_s * 1000;
  return isOver ? end(tasks, next, task.id, null, "time_limit") : [next];
}

function end(
  tasks: readonly Task[],
  state: State,
  task: string,
  claim: "done" | "gave_up" | null,
  why: "participant" | "time_limit" | "criterion",
): Step {
  const reason = why === "participant" ? "" : why;
  const next: State = openQuestions(tasks, state).length
    ? { ...state, phase: "questions", paused: false, why: reason }
    : { ...beginTask(state.at + 1, tasks.length), why: reason };
  const events: NewEvent[] = [{ type: "task.ended", task, claim, why }];
  if (state.paused) events.unshift({ type: "task.resumed", task });
  return [next, ...events];
}

function answer(
  tasks: readonly Task[],
  state: State,
  task: string,
  question: string,
  value: Value,
): Step {
  const answers = { ...state.answers, [question]: value };
  const kind = openQuestions(tasks, state).find(({ id }) => id === question)?.kind;
  const text = JSON.stringify(value);
  const isKnown = (state.sent[question] ?? "null") === text;
  if (!kind || isKnown || (kind === "number" && typeof value === "string")) {
    return [{ ...state, answers }];
  }
  const sent = { ...state.sent, [question]: text };
  return [{ ...state, answers, sent }, { type: "rating.given", question, value, task }];
}

/** Records what was typed and not left yet. */
function answerAll(tasks: readonly Task[], state: State, task: string): Step {
  return Object.entries(state.answers).reduce<Step>(
    ([before, ...events], [question, value]) => {
      const [after, ...more] = answer(tasks, before, task, question, value);
      return [after, ...events, ...more];
    },
    [state],
  );
}

function stop(tasks: readonly Task[], state: State): Step {
  const task = tasks[state.at]?.id;
  const [known, ...events] = task ? answerAll(tasks, state, task) : [state];
  if (task && state.phase === "running") {
    events.push({ type: "task.ended", task, claim: null, why: "stopped" });
  }
  return [{ ...known, at: tasks.length, phase: "over", paused: false, isStopped: true }, ...events];
}
