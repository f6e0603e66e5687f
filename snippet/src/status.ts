/** How delivery stands, for people to read. */
export interface Status {
  /** `saved`: the server does not answer, everything lies in this browser meanwhile. */
  readonly state: "sending" | "saved" | "stopped";
  /** Events that the server has not acknowledged yet. */
  readonly unsent: number;
  /** Why it stopped: a word of the protocol such as `withdrawn` or `unknown_token`. */
  readonly why?: string;
}
