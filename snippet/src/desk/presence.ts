/** Who watches a session, and whether its participant is there. */
export interface Presence {
  readonly people: readonly {
    readonly login: string;
    readonly name: string;
    readonly role: string;
    readonly is_moderator: boolean;
  }[];
  readonly participant: {
    readonly state: "live" | "away" | "never";
    /** When the participant's page was last heard, by the server's clock, ms since 1970. */
    readonly heard_ms: number | null;
    /** From the page to the server, as far as it is known. */
    readonly delay_ms: number | null;
  };
}
