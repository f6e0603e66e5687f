import type { TaskControl } from "./control";
import { ASSISTS } from "./event_words";
import type { Reply } from "./reply";

/** Makes the act of helping with a task: 1 a nudge, 2 a hint, 3 told what to do. */
export function assistReply({ id, title, phase }: TaskControl, level: number, at_ms: number): Reply {
  if (phase === "new") return { act: null, words: `“${title}” has not been given.` };
  return { act: { type: "assist.given", task: id, level, at_ms }, words: `Help: ${ASSISTS[level - 1] ?? level}` };
}
