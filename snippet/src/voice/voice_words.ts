/** What a participant reads about the voice, as the server gives it in the study's language. */
export type VoiceWords = Readonly<Record<
  | "label" | "off" | "turn_on" | "asking" | "recording" | "mute" | "muted" | "unmute" | "paused" | "refused"
  | "missing" | "failed" | "again" | "full" | "elsewhere" | "over" | "saved",
  string
>>;
