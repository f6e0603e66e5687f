import type { Marker } from "./marker";

/** What the server writes into the page of a room. */
export interface RoomFacts {
  readonly session: string;
  readonly participant: string;
  /** The study's title. */
  readonly study: string;
  readonly mode: "unmoderated" | "moderated" | "by_hand";
  readonly started_ms: number;
  /** The server's time when it wrote the page, ms since 1970. */
  readonly now_ms: number;
  readonly ticket: string;
  /** Where the room may be open, the address of the setting first. */
  readonly origins: readonly string[];
  readonly has_dom: boolean;
  readonly me: { readonly login: string; readonly name: string; readonly role: string };
  readonly people: Readonly<Record<string, string>>;
  readonly tasks: readonly { readonly id: string; readonly title: string; readonly scenario: string }[];
  readonly markers: readonly Marker[];
}
