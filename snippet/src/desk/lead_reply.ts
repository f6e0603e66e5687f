import type { Control, TaskControl } from "./control";
import { nextTask } from "./next_task";
import type { Reply } from "./reply";

type Lead = (task: TaskControl, state: Control, at_ms: number) => Reply;

const ON_TASK: Readonly<Record<string, Lead>> = { give, begin, restart, skip };

/**
 * Finds what a moderator's command comes to, as the session stands.
 *
 * It says by the server's own rules why something makes no sense, so that nothing is sent which
 * would be refused; who moderates is asked before.
 *
 * @param id - `close`, `next`, or for a task `give`, `begin`, `restart` or `skip`.
 * @param task - The chosen task, else the one at hand; null while there is none.
 * @param at_ms - When it was asked for, on the session's clock.
 */
export function leadReply(id: string, state: Control, task: TaskControl | null, at_ms: number): Reply {
  if (state.phase === "closed") return no("The session is ended.");
  if (id === "close") return { act: { type: "session.closed", at_ms }, words: "Ended the session" };
  if (id === "next") return giveNext(state, at_ms);
  if (!task) return no("Choose a task first.");
  return ON_TASK[id]?.(task, state, at_ms) ?? no(`There is no command “${id}”.`);
}

function giveNext(state: Control, at_ms: number): Reply {
  const running = findRunning(state);
  const next = nextTask(state);
  if (running) return no(`End “${running.title}” first.`);
  return next ? give(next, state, at_ms) : no("All tasks are given.");
}

function give({ id, title }: TaskControl, state: Control, at_ms: number): Reply {
  const running = findRunning(state);
  if (running?.id === id) return no(`“${title}” is running: restart it instead.`);
  if (running) return no(`End “${running.title}” first.`);
  return { act: { type: "task.assigned", task: id, at_ms }, words: `Gave “${title}”` };
}

function begin({ id, title, phase }: TaskControl, state: Control, at_ms: number): Reply {
  if (state.task !== id || phase !== "given") return no("No task waits for its start.");
  return { act: { type: "task.begun", task: id, at_ms }, words: `Started the clock of “${title}”` };
}

function restart({ id, title, phase }: TaskControl, state: Control, at_ms: number): Reply {
  const running = findRunning(state);
  if (running && running.id !== id) return no(`End “${running.title}” first.`);
  if (phase === "new") return no(`“${title}” has not been given.`);
  return { act: { type: "task.restarted", task: id, at_ms }, words: `“${title}” begins again` };
}

function skip({ id, title, phase }: TaskControl, state: Control, at_ms: number): Reply {
  if (phase === "new") return no(`“${title}” has not been given.`);
  if (phase === "ended") return no(`“${title}” has ended already.`);
  if (state.task !== id) return no(`“${title}” is not the task at hand.`);
  return { act: { type: "task.finished", task: id, claim: "skipped", at_ms }, words: `Skipped “${title}”` };
}

function findRunning({ tasks }: Control): TaskControl | undefined {
  return tasks.find(({ phase }) => phase === "running" || phase === "paused");
}

function no(words: string): Reply {
  return { act: null, words };
}
