import type { Control, Core } from "../core";
import type { Flow } from "../panel/flow";
import { NEW, PAUSED, QUESTIONS, RUNNING, SCENARIO, STARTING } from "../panel/phase";
import type { State } from "../panel/state";
import { untouched } from "../panel/untouched";
import type { Word } from "../panel/words";
import type { Seen } from "./seen";

/** Where it is kept what was followed. */
export interface Followed {
  read(): Seen | null;
  /** Keeps what was followed, and puts its task before the flow. */
  keep(seen: Seen): void;
}

interface Step {
  readonly core: Core;
  readonly control: Control;
  readonly flow: Flow;
  readonly followed: Followed;
  /** Puts the flow elsewhere, and records nothing. */
  set(state: Partial<State>): void;
}

type Bits = Pick<Seen, "is_begun" | "is_finished">;

/**
 * Takes a participant where the moderator's control has changed since it was followed last.
 *
 * What the participant did meanwhile stays: only a change of control moves the flow, so an
 * answer that is older than the participant's own step takes nothing back.
 *
 * @returns What to say about it; "" for nothing.
 */
export function follow(core: Core, control: Control, flow: Flow, followed: Followed): Word | "" {
  const seen = followed.read();
  const step: Step = {
    core, control, flow, followed,
    set(state) {
      core.store.set("panel", JSON.stringify({ ...flow.state(), ...state }));
      flow.load();
    },
  };
  if (!seen) return begin(step);
  if (control.go !== seen.go) {
    const [was, said] = changeGo(step, seen);
    return catchUp(step, was) || said;
  }
  const { is_begun, is_finished } = control;
  if (is_begun !== seen.is_begun || is_finished !== seen.is_finished) followed.keep({ ...seen, is_begun, is_finished });
  return catchUp(step, seen);
}

/** Begins where nothing is kept: what the server knows has been recorded already. */
function begin({ core, control, followed, set }: Step): "" {
  const { progress } = core.session;
  const { go, task, is_begun, is_finished } = control;
  followed.keep({ go, task, is_begun, is_finished, left: {} });
  set({
    ...untouched, at: 0, answered: progress.task === task?.id ? progress.answered : [],
    phase: is_finished ? QUESTIONS : is_begun ? RUNNING : NEW,
  });
  return "";
}

/**
 * Takes up another go: a new one, or one from which an undo leads back.
 *
 * A task that runs is ended for another one, but not when it begins again itself: that end
 * would count for the new go.
 */
function changeGo({ control, flow, followed, set }: Step, seen: Seen): readonly [Bits, Word] {
  const { go, task, is_begun, is_finished } = control;
  const isSame = task?.id === seen.task?.id;
  const isCut = !isSame && isRunning(flow);
  if (isCut) flow.end(null, "moderator");
  if (isSame) flow.resume();
  else flow.answer();
  const back = seen.left[go];
  const left = { state: flow.state(), is_begun: seen.is_begun, is_finished: seen.is_finished || isCut };
  followed.keep({ go, task, is_begun, is_finished, left: { ...seen.left, [seen.go]: left } });
  set(back?.state ?? { ...untouched, at: 0 });
  const said = !task || back ? "taken_back" : isSame ? "again" : "given";
  return [back ?? { is_begun: false, is_finished: false }, said];
}

/** Does at the task at hand what the moderator did since. */
function catchUp(step: Step, was: Bits): Word | "" {
  const { control, flow, set } = step;
  const { is_begun, is_finished, is_closed } = control;
  let said: Word | "" = "";
  if (was.is_finished && !is_finished) {
    set({ at: 0, phase: is_begun ? RUNNING : SCENARIO, seen: Date.now() });
    said = "taken_back";
  }
  if (was.is_begun && !is_begun && isRunning(flow)) {
    flow.resume();
    set({ phase: SCENARIO });
    said = "taken_back";
  }
  if (!was.is_begun && is_begun && !is_finished && isGoing(flow) && flow.state().phase < STARTING) {
    flow.proceed();
    flow.start();
    said = "started";
  }
  if (!was.is_finished && is_finished && isGoing(flow)) {
    endTask(step);
    said = "moderator";
  }
  if (is_closed && isRunning(flow)) {
    flow.end(null, "moderator");
    said = "moderator";
  }
  return said;
}

/** Ends the task as the moderator has; of a task that was skipped, or never begun, nothing is asked. */
function endTask({ core, control: { claim, is_begun }, flow, set }: Step): void {
  if ([RUNNING, PAUSED].includes(flow.state().phase)) flow.end(claim, "moderator");
  else core.record({ type: "task.ended", task: flow.task()!.id, claim, why: "moderator" });
  set(is_begun && claim !== "skipped" ? { phase: QUESTIONS } : { ...untouched, at: 1 });
}

function isGoing(flow: Flow): boolean {
  return !!flow.task() && flow.state().phase < QUESTIONS;
}

function isRunning(flow: Flow): boolean {
  return isGoing(flow) && flow.state().phase >= RUNNING;
}
