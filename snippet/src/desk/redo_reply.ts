import type { WaitingAct } from "./act_queue";
import type { Control } from "./control";
import type { Reply } from "./reply";

/**
 * Takes a person's last undo back; those that wait for the server already are passed over.
 *
 * Whoever did something since has gone another way: there is nothing to do again then.
 */
export function redoReply(control: Control | null, waiting: readonly WaitingAct[], me: string, at_ms: number): Reply {
  const sent = waiting.filter(({ refused }) => !refused).map(({ act }) => act);
  const undone = new Set(sent.map((act) => (act.type === "act.undone" ? act.undone : "")));
  const last = control?.redoable.find(({ act, person }) => person === me && !undone.has(act));
  const since = control?.undoable.find(({ act, person }) => person === me && !undone.has(act));
  const isElsewhere = sent.some(({ type }) => type !== "act.undone") || (last && since && since.at_ms > last.at_ms);
  if (!last || isElsewhere) return { act: null, words: "There is nothing to do again." };
  return { act: { type: "act.undone", undone: last.act, at_ms }, words: `Done again: ${last.words}` };
}
