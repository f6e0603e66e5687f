import type { RoomFacts } from "./room_facts";

/** Whether a person's role lets them moderate and judge. */
export const isAble = ({ me }: RoomFacts): boolean => ["owner", "researcher"].includes(me.role);
