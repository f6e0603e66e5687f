/** What the panel says; the server writes it in the study's language. */
export type Word =
  | "lang" | "panel" | "recording" | "paused" | "off" | "move" | "hide" | "start" | "show" | "done" | "gave_up" | "pause"
  | "paused_words" | "resume" | "report" | "report_words" | "send" | "reported" | "stop" | "stop_title" | "stop_words"
  | "stop_now" | "back" | "time_limit" | "criterion" | "questions" | "missing" | "number" | "marked" | "next" | "saved"
  | "offline" | "last" | "left" | "thanks" | "over" | "over_words" | "withdrawn" | "close"
  | "led" | "waiting" | "waiting_words" | "given" | "again" | "started" | "moderator" | "taken_back" | "message" | "dismiss";

export type Words = Readonly<Record<Word, string>>;
