import type { WaitingAct } from "./act_queue";
import type { Control } from "./control";
import type { Reply } from "./reply";

/** Takes a person's last undo back; those that wait for the server already are passed over. */
export function redoReply(control: Control | null, waiting: readonly WaitingAct[], me: string, at_ms: number): Reply {
  const undone = new Set(waiting.map(({ act, refused }) => (act.type === "act.undone" && !refused ? act.undone : "")));
  const last = control?.redoable.find(({ act, person }) => person === me && !undone.has(act));
  if (!last) return { act: null, words: "There is nothing to do again." };
  return { act: { type: "act.undone", undone: last.act, at_ms }, words: `Done again: ${last.words}` };
}
