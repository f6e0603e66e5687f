"""The tables that people read: sessions, attempts, answers, words and every event."""

from recorder.archive.columns import (
    PARTICIPANT,
    PERSON,
    SESSION,
    SESSION_MS,
    TASK,
    VARIANT,
    Column,
    Table,
    count,
    key,
    span,
    text,
    truth,
    when,
)
from recorder.archive.kept_tables import MODES, STATES

OUTCOMES = "completed, partial, failed, gave_up, timed_out, abandoned, void"
SCORE = "1 for completed, 0 to 1 for partial, 0 for other ends, empty for void."
ROW = Column("id", int, "Number of the row; the same study gives the same numbers.", is_key=True)

VARIANTS = Table(
    "variants",
    "Designs that are compared.",
    (key("variant", "The variant's id."), text("title", "What reports call it.")),
)

TASKS = Table(
    "tasks",
    "Tasks of any version of the study, the newest words of each.",
    (
        key("task", "The task's id."),
        text(
            "title",
            "What reports call it; else what the moderator did, or its id.",
        ),
        count("position", "Place in the newest version, from 1; empty when it is not in it."),
        text("scenario", "What participants read."),
    ),
)

QUESTIONS = Table(
    "questions",
    "Questions of any version of the study, the newest words of each.",
    (
        key(
            "id", "The task's id, a slash and the question's; the question's alone after the study."
        ),
        text("title", "The question, as participants read it."),
        text("task", "The task; empty for questions after the study.", refers="tasks"),
        text("question", "The question's id, such as seq or sus.1."),
        text("kind", "What is answered.", values="scale, choice, choices, text, long-text, number"),
        text("instrument", "Questionnaire it is from, such as sus; empty for own questions."),
        count("minimum", "Lowest step of a scale; else empty."),
        count("points", "Steps of a scale; else empty."),
        text("choices", "What could be chosen, as JSON; empty when nothing."),
    ),
)

PARTICIPANTS = Table(
    "participants",
    "Who took part, by pseudonym, and the coarse facts that the page told.",
    (
        key("participant", "Pseudonym: p and a number, t for a try of the study's own people."),
        VARIANT,
        truth("is_test", "Whether it is a try of the study's own people."),
        text(
            "device",
            "Kind of device; empty when no page told.",
            values="desktop, tablet, phone, unknown",
        ),
        text("browser", "Kind of browser; empty when no page told."),
        text("os", "Kind of operating system; empty when no page told."),
        text("language", "Language of the browser; empty when no page told."),
        Column("viewport_width_px", float, "Width of the window at the start.", unit="CSS px"),
        Column("viewport_height_px", float, "Height of the window at the start.", unit="CSS px"),
        Column("pixel_ratio", float, "Device pixels to one CSS pixel.", unit="1"),
        text("screener", "Answers to the screener by question, as JSON."),
        text("choices", "Choices of the consent by id, as JSON."),
    ),
)

SESSIONS = Table(
    "sessions",
    "One row for each session, those that do not count and those withdrawn included.",
    (
        key("session", "The session's id."),
        text("name", "The participant and, with variants, the variant's title."),
        PARTICIPANT,
        VARIANT,
        text("version", "Version of the study it ran under.", refers="study_versions"),
        text(
            "scored_with", "Version it is scored with; empty when erased.", refers="study_versions"
        ),
        text("state", "Where it stands.", values=STATES),
        text("mode", "Who leads it, and whether a page records it.", values=MODES),
        when("started_ms", "When consent was given."),
        text("started_at", "The same for people to read: UTC, ISO 8601."),
        truth("is_test", "Whether it is a try of the study's own people."),
        truth("is_counted", "Whether reports count it."),
        text("why_not", "Why reports leave it out; empty when they count it."),
        truth("is_complete", "Whether its whole log has arrived."),
        count("page_loads", "Pages loaded."),
        count("events", "Events of its log, the server's own too."),
        count("conflicts", "Events that came again with other content; the first were kept."),
        text("tasks", "Task ids in this participant's order, as JSON."),
    ),
)

ATTEMPTS = Table(
    "attempts",
    "One row for each task that a participant met; read as if nothing more came.",
    (
        key("session", "The session.", refers="sessions"),
        key("task", "The task.", refers="tasks"),
        PARTICIPANT,
        VARIANT,
        count("position", "Place of the task in this participant's order, from 1."),
        text(
            "outcome",
            "How it ended: what people agreed on, else a verdict, the criterion, the claim; empty "
            "when a moderator ended it and nobody said how.",
            values=OUTCOMES,
        ),
        Column("score", float, SCORE, unit="1"),
        text(
            "claim",
            "What the participant said; empty when nothing.",
            values="done, gave_up, skipped",
        ),
        text(
            "criterion",
            "What the study file's criterion found.",
            values="met, partly_met, not_met, none",
        ),
        text("verdict", "What a person judged; empty when nobody did.", values=OUTCOMES),
        text("judged_by", "Who gave that verdict, by login; empty when nobody did."),
        text("recut_by", "Who corrected when it began and ended; empty when nobody did."),
        truth("is_planned", "Whether the study planned the task; reports count no others."),
        text("reason", "Why, for void and for verdicts; else empty."),
        count("assists", "Times a moderator helped."),
        count("slips", "Wrong turns that a person noted."),
        truth("direct", "Completed without a detour; empty when not completed."),
        span("active_ms", "Time on task without pauses, hidden and sleeping time."),
        span("raw_ms", "Time from start to end."),
        span("hidden_ms", "Time in which the page was not visible."),
        span("paused_ms", "Time paused by the participant."),
        span("suspended_ms", "Time in which the device slept."),
        span("clock_error_ms", "Bound of the error that several page loads add to the times."),
        span("shown_ms", "When the scenario was shown, on the session's clock."),
        span("started_ms", "When the clock started, on the session's clock."),
        span("ended_ms", "When it ended, on the session's clock; empty when the participant left."),
        span("met_ms", "When the criterion was first met, on the session's clock."),
        count("clicks", "Clicks on the page."),
        count("target_clicks", "Those that met a target; empty where the task names none."),
        truth("first_click_hit", "The first click met a target; empty without one of either."),
        count("fewest_pages", "Pages of the shortest best path from where the attempt began."),
        count("script_errors", "Uncaught errors of the page's scripts."),
        count("request_errors", "Failed requests of the page."),
        text("pages", "Addresses seen in order, as JSON."),
    ),
)

ANSWERS = Table(
    "answers",
    "One row for each answer that stands, and for each choice of several.",
    (
        ROW,
        SESSION,
        PARTICIPANT,
        text("task", "The task; empty for questions after the study.", refers="tasks"),
        text("question", "The question's id, such as seq or sus.1."),
        text("asked", "The question's words; empty when no version has it.", refers="questions"),
        Column("value_number", float, "The answer when it is a number."),
        text("value_text", "The answer when it is words or a choice."),
    ),
    indexes=(("session",), ("question",)),
)

NOTES = Table(
    "notes",
    "Notes and markers of the study's own people, live or on the replay.",
    (
        key("session", "The session.", refers="sessions"),
        key("note", "The note's id."),
        PERSON,
        SESSION_MS,
        span("moment_ms", "The moment it speaks of, on the session's clock."),
        TASK,
        text("marker", "The study's marker type; empty for a free note."),
        Column("score", float, "The marker's score; empty when it has none."),
        text("text", "The note as it was last written; empty when it was taken back."),
        text("tags", "Words after #, small, as JSON."),
        count("severity", "1 to 3 for !, !! and !!! standing alone; 0 without."),
        count("changes", "Times it was changed."),
        truth("is_retracted", "Whether it was taken back."),
    ),
)

VERDICTS = Table(
    "verdicts",
    "What people judged, also what they took back or judged anew: what was agreed on counts, "
    "else the last that stands.",
    (
        ROW,
        SESSION,
        TASK,
        PERSON,
        SESSION_MS,
        text("kind", "One person's word, or what several agreed on.", values="verdict, agreed"),
        text("outcome", "How they judged the attempt.", values=OUTCOMES),
        Column("score", float, "0 to 1, for partial; else empty.", unit="1"),
        text("reason", "Why; may be empty."),
        text("between_people", "Who agreed, by login, as JSON."),
        truth("is_withdrawn", "Whether it was taken back, or the task began again."),
    ),
    indexes=(("session",),),
)

ACTS = Table(
    "acts",
    "Everything that the study's own people did and said about a session, in words.",
    (
        ROW,
        SESSION,
        TASK,
        PERSON,
        SESSION_MS,
        text("type", "What was done, such as task.assigned; see Privacy in the help."),
        text("words", "The same in words."),
        text("text", "What was written with it; empty when nothing."),
        truth("is_undone", "Whether it was taken back."),
    ),
    indexes=(("session",),),
)

KINDS = "note, problem, answer, verdict, slip, exclusion, message, remark"
WORDS = Table(
    "words",
    "All words that somebody wrote, to be searched: notes, problems, answers, reasons.",
    (
        ROW,
        text("kind", "What it is.", values=KINDS),
        SESSION,
        PARTICIPANT,
        TASK,
        PERSON,
        SESSION_MS,
        text("text", "The words."),
    ),
    indexes=(("session",),),
)

EVENTS = Table(
    "events",
    "One row for each event; session, epoch and seq name it.",
    (
        key("session", "The session.", refers="sessions"),
        key("epoch", "The page load; server---------- for what the server itself wrote."),
        Column("seq", int, "Number of the event in its page load, from 0.", is_key=True),
        text("type", "What happened, such as element.clicked; see Privacy in the help."),
        TASK,
        span("at_ms", "When, since the page load's time origin, by the page's own clock."),
        SESSION_MS,
        span("clock_error_ms", "Bound of the error of session_ms against other page loads."),
        text("event", "The whole event as JSON; what is left out has its default value."),
    ),
    indexes=(("session", "session_ms"), ("type",)),
)

READ = (
    VARIANTS,
    TASKS,
    QUESTIONS,
    PARTICIPANTS,
    SESSIONS,
    ATTEMPTS,
    ANSWERS,
    NOTES,
    VERDICTS,
    ACTS,
    WORDS,
    EVENTS,
)
