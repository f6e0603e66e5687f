// Generated from recorder/model/events.py by `make snippet`; not edited by hand.

/** A person took an act back: every reading leaves it out. To undo this does it again. */
export interface ActUndone {
  readonly type: "act.undone";
  readonly at_ms: number;
  readonly act?: string;
  readonly person: string;
  readonly undone: string;
}

/** A moderator helped. */
export interface AssistGiven {
  readonly type: "assist.given";
  readonly at_ms: number;
  readonly act?: string;
  readonly task: string;
  readonly person: string;
  readonly level?: number;
}

/** The wall clock and the page's clock parted: the machine slept, or the clock was set. */
export interface ClockJumped {
  readonly type: "clock.jumped";
  readonly by_ms: number;
  readonly at_ms: number;
}

/** Several independent marks of one element, so that a changed page can still be read. */
export interface Clues {
  readonly pin?: string;
  readonly id?: string;
  readonly role?: string;
  readonly name?: string;
  readonly landmark?: string;
  readonly row?: string;
  readonly path?: string;
  readonly href?: string;
}

/** The participant agreed to the text with this hash, and to these choices of it. */
export interface ConsentGiven {
  readonly type: "consent.given";
  readonly version: string;
  readonly choices?: Readonly<Record<string, boolean>>;
  readonly at_ms: number;
}

/** The participant took the agreement back. */
export interface ConsentWithdrawn {
  readonly type: "consent.withdrawn";
  readonly at_ms: number;
}

/** The page told something by `recorder.report(name, data)`: at most 4 KB. */
export interface CustomReported {
  readonly type: "custom.reported";
  readonly name: string;
  readonly data: unknown;
  readonly at_ms: number;
}

/** The DOM recorder's own event, kept as it came and never looked into here. */
export interface DomRecorded {
  readonly type: "dom.recorded";
  readonly data: unknown;
  readonly at_ms: number;
}

/** An element of the page was clicked, tapped, or activated by key. */
export interface ElementClicked {
  readonly type: "element.clicked";
  readonly x?: number;
  readonly y?: number;
  readonly page_x_px?: number;
  readonly page_y_px?: number;
  readonly selector?: string;
  readonly matches?: readonly (string)[];
  readonly clues?: Clues | null;
  readonly role?: string;
  readonly name?: string;
  readonly button?: number;
  readonly pointer?: "key" | "mouse" | "pen" | "touch" | "unknown";
  readonly reacted_ms?: number | null;
  readonly waited_ms?: number | null;
  readonly at_ms: number;
}

/** A page was left; `last_seq` is this event's own seq, so nothing is missing below it. */
export interface EpochEnded {
  readonly type: "epoch.ended";
  readonly last_seq: number;
  readonly at_ms: number;
}

/** Stands where an event was that could not be sent, so that a hole means not delivered. */
export interface EventDropped {
  readonly type: "event.dropped";
  readonly why: "no_room" | "refused" | "too_large";
  readonly bytes?: number;
  readonly was?: string;
  readonly at_ms: number;
}

/** A form field was changed; never with what was typed. */
export interface FieldChanged {
  readonly type: "field.changed";
  readonly selector?: string;
  readonly kind?: string;
  readonly clues?: Clues | null;
  readonly at_ms: number;
}

/** A key for moving about was pressed; no other key is ever recorded. */
export interface KeyPressed {
  readonly type: "key.pressed";
  readonly key: "ArrowDown" | "ArrowLeft" | "ArrowRight" | "ArrowUp" | "Enter" | "Escape" | "Tab";
  readonly at_ms: number;
}

/** A moderator put words before the participant; "" takes the last ones away. */
export interface MessageSent {
  readonly type: "message.sent";
  readonly at_ms: number;
  readonly act?: string;
  readonly person: string;
  readonly text: string;
}

/** The session has another moderator from here on: there is one at a time. */
export interface ModerationHanded {
  readonly type: "moderation.handed";
  readonly at_ms: number;
  readonly act?: string;
  readonly person: string;
  readonly to: string;
}

/** A person wrote a note, or set a marker, at a moment. */
export interface NoteAdded {
  readonly type: "note.added";
  readonly at_ms: number;
  readonly act?: string;
  readonly note: string;
  readonly person: string;
  readonly text: string;
  readonly moment_ms?: number | null;
  readonly marker?: string;
  readonly score?: number | null;
}

/** A person changed a note; None and "" leave what was. */
export interface NoteChanged {
  readonly type: "note.changed";
  readonly at_ms: number;
  readonly act?: string;
  readonly note: string;
  readonly person: string;
  readonly text: string;
  readonly moment_ms?: number | null;
}

/** A person took a note back. */
export interface NoteRetracted {
  readonly type: "note.retracted";
  readonly at_ms: number;
  readonly act?: string;
  readonly note: string;
  readonly person: string;
}

/** The page is no longer visible: another tab, another window, or left. */
export interface PageHidden {
  readonly type: "page.hidden";
  readonly at_ms: number;
}

/** How the page itself performed; None where the browser does not tell. */
export interface PageMeasured {
  readonly type: "page.measured";
  readonly largest_paint_ms?: number | null;
  readonly layout_shift?: number | null;
  readonly interaction_ms?: number | null;
  readonly load_ms?: number | null;
  readonly at_ms: number;
}

/** The page was scrolled. */
export interface PageScrolled {
  readonly type: "page.scrolled";
  readonly depth: number;
  readonly y_px: number;
  readonly at_ms: number;
}

/** The page is visible again. */
export interface PageShown {
  readonly type: "page.shown";
  readonly at_ms: number;
}

/** A page, or a view of a single-page app, came before the participant. */
export interface PageViewed {
  readonly type: "page.viewed";
  readonly address: string;
  readonly origin?: string;
  readonly title?: string;
  readonly how?: "history" | "load" | "restored";
  readonly viewport_width_px?: number;
  readonly viewport_height_px?: number;
  readonly document_width_px?: number;
  readonly document_height_px?: number;
  readonly at_ms: number;
}

/** A sampled path of the pointer. */
export interface PointerMoved {
  readonly type: "pointer.moved";
  readonly path: readonly (readonly [number, number, number])[];
  readonly at_ms: number;
}

/** The participant's own words about a problem; never written to a server log. */
export interface ProblemReported {
  readonly type: "problem.reported";
  readonly text: string;
  readonly task?: string | null;
  readonly at_ms: number;
}

/** An answer to one question; a later answer to the same question replaces it. */
export interface RatingGiven {
  readonly type: "rating.given";
  readonly question: string;
  readonly value: number | string | readonly (string)[] | null;
  readonly task?: string | null;
  readonly at_ms: number;
}

/** What the recorder itself cost since the last such event. */
export interface RecorderMeasured {
  readonly type: "recorder.measured";
  readonly cpu_ms?: number;
  readonly sent_bytes?: number;
  readonly queued?: number;
  readonly dropped?: number;
  readonly at_ms: number;
}

/** Somebody who watches said something to the others; the participant never sees it. */
export interface RemarkMade {
  readonly type: "remark.made";
  readonly at_ms: number;
  readonly act?: string;
  readonly person: string;
  readonly text: string;
}

/** A request of the page failed; status 0 when there was no answer. */
export interface RequestFailed {
  readonly type: "request.failed";
  readonly address: string;
  readonly status?: number;
  readonly method?: string;
  readonly at_ms: number;
}

/** A script of the page raised an error that nobody caught; texts are scrubbed. */
export interface ScriptFailed {
  readonly type: "script.failed";
  readonly message: string;
  readonly source?: string;
  readonly line?: number;
  readonly column?: number;
  readonly stack?: string;
  readonly at_ms: number;
}

/** A moderator ended the sitting: no further task comes. */
export interface SessionClosed {
  readonly type: "session.closed";
  readonly at_ms: number;
  readonly act?: string;
  readonly person: string;
}

/** The participant's sitting is over: all done, or the participant stopped it. */
export interface SessionEnded {
  readonly type: "session.ended";
  readonly why: "finished" | "stopped";
  readonly at_ms: number;
}

/** A person took the session out of the report, for a reason. */
export interface SessionExcluded {
  readonly type: "session.excluded";
  readonly at_ms: number;
  readonly act?: string;
  readonly person: string;
  readonly reason: string;
}

/** A person took the session back into the report. */
export interface SessionIncluded {
  readonly type: "session.included";
  readonly at_ms: number;
  readonly act?: string;
  readonly person: string;
}

/** The snippet began to record; coarse facts only, never the raw user agent. */
export interface SessionStarted {
  readonly type: "session.started";
  readonly viewport_width_px: number;
  readonly viewport_height_px: number;
  readonly pixel_ratio?: number;
  readonly language?: string;
  readonly browser?: string;
  readonly os?: string;
  readonly device?: "desktop" | "phone" | "tablet" | "unknown";
  readonly at_ms: number;
}

/** A person noted a wrong turn of the participant. */
export interface SlipNoted {
  readonly type: "slip.noted";
  readonly at_ms: number;
  readonly act?: string;
  readonly task: string;
  readonly person: string;
  readonly text?: string;
}

/** The participant's voice is recorded from here on, with a consent of its own. */
export interface SoundStarted {
  readonly type: "sound.started";
  readonly take: string;
  readonly kind?: string;
  readonly at_ms: number;
}

/** The voice is recorded no more. */
export interface SoundStopped {
  readonly type: "sound.stopped";
  readonly take: string;
  readonly parts?: number;
  readonly why?: "ended" | "failed" | "left" | "participant" | "paused";
  readonly at_ms: number;
}

/** A moderator gave a task. */
export interface TaskAssigned {
  readonly type: "task.assigned";
  readonly at_ms: number;
  readonly act?: string;
  readonly task: string;
  readonly person: string;
  readonly title?: string;
  readonly scenario?: string;
}

/** A moderator started the clock of a task; where the page started it, the page's counts. */
export interface TaskBegun {
  readonly type: "task.begun";
  readonly at_ms: number;
  readonly act?: string;
  readonly task: string;
  readonly person: string;
}

/** An attempt ended. */
export interface TaskEnded {
  readonly type: "task.ended";
  readonly task: string;
  readonly claim: "done" | "gave_up" | "skipped" | null;
  readonly why?: "criterion" | "moderator" | "participant" | "stopped" | "time_limit";
  readonly at_ms: number;
}

/** A moderator ended an attempt, or skipped the task. */
export interface TaskFinished {
  readonly type: "task.finished";
  readonly at_ms: number;
  readonly act?: string;
  readonly task: string;
  readonly person: string;
  readonly claim?: "done" | "gave_up" | "skipped" | null;
}

/** The participant paused: nothing is captured until `task.resumed`. */
export interface TaskPaused {
  readonly type: "task.paused";
  readonly task: string;
  readonly at_ms: number;
}

/** A person corrected where an attempt began and ended; the last one counts. */
export interface TaskRecut {
  readonly type: "task.recut";
  readonly at_ms: number;
  readonly act?: string;
  readonly task: string;
  readonly person: string;
  readonly started_ms?: number | null;
  readonly ended_ms?: number | null;
}

/** A moderator had the participant begin a task again. */
export interface TaskRestarted {
  readonly type: "task.restarted";
  readonly at_ms: number;
  readonly act?: string;
  readonly task: string;
  readonly person: string;
}

/** The participant came back from a pause. */
export interface TaskResumed {
  readonly type: "task.resumed";
  readonly task: string;
  readonly at_ms: number;
}

/** The scenario of a task was put before the participant; the clock does not run yet. */
export interface TaskShown {
  readonly type: "task.shown";
  readonly task: string;
  readonly at_ms: number;
}

/** The participant pressed Start and is on the task's start page: the clock runs. */
export interface TaskStarted {
  readonly type: "task.started";
  readonly task: string;
  readonly at_ms: number;
}

/** People who had judged an attempt differently agreed; this counts before any of theirs. */
export interface VerdictAgreed {
  readonly type: "verdict.agreed";
  readonly at_ms: number;
  readonly act?: string;
  readonly task: string;
  readonly person: string;
  readonly outcome: "abandoned" | "completed" | "failed" | "gave_up" | "partial" | "timed_out" | "void";
  readonly score?: number | null;
  readonly reason?: string;
  readonly between?: readonly (string)[];
}

/** A person judged an attempt. */
export interface VerdictGiven {
  readonly type: "verdict.given";
  readonly at_ms: number;
  readonly act?: string;
  readonly task: string;
  readonly person: string;
  readonly outcome: "abandoned" | "completed" | "failed" | "gave_up" | "partial" | "timed_out" | "void";
  readonly score?: number | null;
  readonly reason?: string;
}

/** A person took a verdict back. */
export interface VerdictWithdrawn {
  readonly type: "verdict.withdrawn";
  readonly at_ms: number;
  readonly act?: string;
  readonly task: string;
  readonly person: string;
}

/** The window or the zoom changed. */
export interface ViewResized {
  readonly type: "view.resized";
  readonly viewport_width_px: number;
  readonly viewport_height_px: number;
  readonly scale?: number;
  readonly at_ms: number;
}

/** What a participant's page may send. */
export type PageEvent = SessionStarted | SessionEnded | EpochEnded | ConsentWithdrawn | TaskShown | TaskStarted | TaskEnded | RatingGiven | ProblemReported | TaskPaused | TaskResumed | PageViewed | PageHidden | PageShown | ViewResized | PageMeasured | ClockJumped | ElementClicked | FieldChanged | PageScrolled | PointerMoved | KeyPressed | ScriptFailed | RequestFailed | EventDropped | DomRecorded | SoundStarted | SoundStopped | RecorderMeasured | CustomReported;
