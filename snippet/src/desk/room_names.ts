import type { Control } from "./control";
import type { FeedNames } from "./feed_names";
import type { Presence } from "./presence";
import type { RoomFacts } from "./room_facts";

/** Names of all that a room's feed speaks of: unplanned tasks and people who came later too. */
export function roomNames({ tasks, people, markers }: RoomFacts, state: Control | null, presence: Presence | null): FeedNames {
  const here = presence?.people ?? [];
  return {
    tasks: Object.fromEntries([...tasks, ...(state?.tasks ?? [])].map(({ id, title }) => [id, title])),
    people: { ...people, ...Object.fromEntries(here.map(({ login, name }) => [login, name])) },
    markers,
  };
}
