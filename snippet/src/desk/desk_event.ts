import type {
  ActUndone, AssistGiven, ConsentGiven, MessageSent, ModerationHanded, NoteAdded, NoteChanged, NoteRetracted, PageEvent,
  RemarkMade, SessionClosed, SessionExcluded, SessionIncluded, SlipNoted, TaskAssigned, TaskBegun, TaskFinished,
  TaskRecut, TaskRestarted, VerdictAgreed, VerdictGiven, VerdictWithdrawn,
} from "../wire";

/** What people do and say about a session. */
export type PersonEvent =
  | ActUndone | AssistGiven | MessageSent | ModerationHanded | NoteAdded | NoteChanged | NoteRetracted | RemarkMade
  | SessionClosed | SessionExcluded | SessionIncluded | SlipNoted | TaskAssigned | TaskBegun | TaskFinished | TaskRecut
  | TaskRestarted | VerdictAgreed | VerdictGiven | VerdictWithdrawn;

/** Whatever lies in a session's log. */
export type DeskEvent = ConsentGiven | PageEvent | PersonEvent;
