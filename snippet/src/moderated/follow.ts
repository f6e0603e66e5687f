import type { Control, Core } from "../core";
import type { Flow } from "../panel/flow";
import { NEW, PAUSED, QUESTIONS, RUNNING, SCENARIO, STARTING } from "../panel/phase";
import type { State } from "../panel/state";
import { untouched } from "../panel/untouched";
import type { Word } from "../panel/words";
import type { Seen } from "./seen";

/** What following reads and writes besides the flow itself. */
export interface Followed {
  read(): Seen | null;
  /** Keeps what was followed, and puts its task before the flow. */
  keep(seen: Seen): void;
}

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
  const { task, go, is_begun, is_finished, is_closed } = control;
  const now: Seen = { go, task, is_begun, is_finished, left: seen?.left ?? {} };
  const set = (state: Partial<State>): void => {
    core.store.set("panel", JSON.stringify({ ...flow.state(), ...state }));
    flow.load();
  };
  const isGoing = (): boolean => !!flow.task() && flow.state().phase < QUESTIONS;
  const isRunning = (): boolean => isGoing() && flow.state().phase >= RUNNING;

  if (!seen) {
    // Nothing is kept here: what the server knows has been recorded already.
    const { progress } = core.session;
    const isSame = progress.task === task?.id;
    followed.keep(now);
    set({
      ...untouched, at: 0, answered: isSame ? progress.answered : [],
      phase: is_finished ? QUESTIONS : is_begun ? RUNNING : NEW,
    });
    return "";
  }

  let said: Word | "" = "";
  let was: Pick<Seen, "is_begun" | "is_finished"> = seen;
  if (go !== seen.go) {
    const isCut = task?.id !== seen.task?.id && isRunning();
    if (isCut) flow.end(null, "moderator");
    if (task?.id === seen.task?.id) flow.resume();
    else flow.answer();
    const left = { state: flow.state(), is_begun: seen.is_begun, is_finished: seen.is_finished || isCut };
    const back = seen.left[go];
    followed.keep({ ...now, left: { ...seen.left, [seen.go]: left } });
    set(back?.state ?? { ...untouched, at: 0 });
    was = back ?? { is_begun: false, is_finished: false };
    said = !task || back ? "taken_back" : task.id === seen.task?.id ? "again" : "given";
  } else if (is_begun !== seen.is_begun || is_finished !== seen.is_finished) followed.keep(now);

  if (was.is_finished && !is_finished) {
    set({ at: 0, phase: is_begun ? RUNNING : SCENARIO, seen: Date.now() });
    said = "taken_back";
  }
  if (was.is_begun && !is_begun && isRunning()) {
    flow.resume();
    set({ phase: SCENARIO });
    said = "taken_back";
  }
  if (!was.is_begun && is_begun && !is_finished && isGoing() && flow.state().phase < STARTING) {
    flow.proceed();
    flow.start();
    said = "started";
  }
  if (!was.is_finished && is_finished && isGoing()) {
    endTask(core, flow, control, set);
    said = "moderator";
  }
  if (is_closed && isRunning()) {
    flow.end(null, "moderator");
    said = "moderator";
  }
  return said;
}

/** Ends the task as the moderator has; of a task that was skipped, or never begun, nothing is asked. */
function endTask(core: Core, flow: Flow, { claim, is_begun }: Control, set: (state: Partial<State>) => void): void {
  if ([RUNNING, PAUSED].includes(flow.state().phase)) flow.end(claim, "moderator");
  else core.record({ type: "task.ended", task: flow.task()!.id, claim, why: "moderator" });
  set(is_begun && claim !== "skipped" ? { phase: QUESTIONS } : { ...untouched, at: 1 });
}
