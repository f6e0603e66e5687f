/** How the voice stands, each with words of its own. */
export type VoiceState =
  | "off" | "asking" | "recording" | "muted" | "paused" | "refused" | "missing" | "failed" | "full" | "elsewhere" | "over";
