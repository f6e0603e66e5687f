import type { Control, TaskControl } from "./control";
import type { Reply } from "./reply";

const SAID = { done: ": done", gave_up: ": gave up", nothing: "" } as const;

/** How a participant ends a task, by their own words. */
export type Claim = keyof typeof SAID;

/**
 * Ends the task at hand.
 *
 * @param claim - What the participant says of it.
 * @param at_ms - When it ended: how may have taken a moment longer to say.
 */
export function endReply({ id, title, phase }: TaskControl, state: Control, claim: Claim, at_ms: number): Reply {
  if (state.phase === "closed") return { act: null, words: "The session is ended." };
  if (!["given", "running", "paused"].includes(phase)) return { act: null, words: "No task is going on." };
  if (state.task !== id) return { act: null, words: `“${title}” is not the task at hand.` };
  const said = claim === "nothing" ? null : claim;
  return { act: { type: "task.finished", task: id, claim: said, at_ms }, words: `Ended “${title}”${SAID[claim]}` };
}
