import type { Control } from "./control";
import { isAble } from "./is_able";
import type { Reply } from "./reply";
import type { RoomFacts } from "./room_facts";

/** Makes a person the moderator, whoever was before. */
export function takeOverReply(facts: RoomFacts, state: Control | null, at_ms: number): Reply {
  const to = facts.me.login;
  if (!isAble(facts)) return { act: null, words: "Observers watch and write notes; an owner or a researcher moderates." };
  if (facts.mode === "unmoderated") return { act: null, words: "Nobody moderates this session: the participant is alone with it." };
  if (state?.moderator === to) return { act: null, words: "You moderate already." };
  if (state?.phase === "closed") return { act: null, words: "The session is ended." };
  return { act: { type: "moderation.handed", to, at_ms }, words: "You moderate now" };
}
