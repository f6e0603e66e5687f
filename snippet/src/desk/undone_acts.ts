import type { DeskEvent } from "./desk_event";

/** Names of the acts that are taken back; an undone undo takes nothing back. */
export function undoneActs(every: readonly DeskEvent[]): ReadonlySet<string> {
  const undone = new Set<string>();
  for (const event of [...every].reverse()) {
    if (event.type === "act.undone" && !(event.act && undone.has(event.act))) undone.add(event.undone);
  }
  return undone;
}
