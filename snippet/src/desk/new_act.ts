import type { PersonEvent } from "./desk_event";

type Unsigned<Act> = Act extends PersonEvent ? Omit<Act, "person" | "act" | "at_ms"> : never;

/** An act as its person asks for it: the server fills in who that is. */
export type NewAct = Unsigned<PersonEvent> & { readonly act: string; readonly at_ms: number };

/** What a caller says of an act; its name and its time are filled in where they are missing. */
export type WantedAct = Unsigned<PersonEvent> & { readonly act?: string; readonly at_ms?: number };
