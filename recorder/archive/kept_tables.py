"""The tables that a restore reads: everything the server keeps of a study, and nothing else."""

from recorder.archive.columns import Column, Table, count, key, span, text, truth, when

STATES = "open, finished, stopped, withdrawn"
MODES = "unmoderated, moderated, by_hand"
EXACT = "Exactly what the server keeps, for `recorder restore`: "


def _number(name: str, meaning: str) -> Column:
    return Column(name, int, meaning, is_key=True)


def _blob(name: str, meaning: str) -> Column:
    return Column(name, bytes, meaning)


STUDIES = Table(
    "studies",
    "The study: one row.",
    (
        key("study", "The study's id, as its file has it."),
        text("title", "What people call it, by the newest version of its file."),
        text("product", "What is tested, and its version; empty where the file names none."),
        text("goals", "What the study should find out; may be empty."),
        text("language", "Language of what participants read, such as en."),
        when("closed_ms", "When it was closed; empty while sessions may start."),
    ),
)

STUDY_VERSIONS = Table(
    "study_versions",
    "Every version of the study file that was in use: a session is scored with its own.",
    (
        key("hash", "SHA-256 of the file's text, in hex."),
        text("title", "Title of the study in this version, and the hash's first letters."),
        text("study", "The study.", refers="studies"),
        when("added_ms", "When the server first saw it."),
        text("text", "The whole file (YAML)."),
    ),
)

INVITATIONS = Table(
    "kept_invitations",
    f"{EXACT}invitations; their links are not in it, only hashes of them.",
    (
        _number("id", "Counted from 1 within the study."),
        text(
            "secret_hash",
            "SHA-256 of the link's secret, in hex: who has the link can still use it.",
        ),
        text("label", "What the researcher wrote for their own list."),
        count("uses", "Sessions it may start."),
        count("used", "Sessions it has started."),
        when("created_ms", "When it was made."),
        when("closed_ms", "When it was closed; empty while it is open."),
        text("mode", "Who leads the sessions that it starts.", values=MODES),
    ),
)

SESSIONS = Table(
    "kept_sessions",
    f"{EXACT}sessions. The table sessions is the one to read.",
    (
        key("id", "The session's id."),
        text("version", "Version it ran under.", refers="study_versions"),
        count("number", "The participant's number."),
        text("participant", "The participant's pseudonym."),
        text("variant", "Variant of the design; empty without variants."),
        text("tasks", "Task ids in this participant's order, as JSON."),
        text("state", "Where it stands.", values=STATES),
        when("started_ms", "When consent was given."),
        when("last_received_ms", "When the newest batch came; empty before the first."),
        text("screener", "Answers to the screener, as JSON."),
        truth("is_test", "Whether it is a researcher's own try."),
        Column(
            "invitation",
            int,
            "Invitation it came by; empty by the open link.",
            refers="kept_invitations",
        ),
        text("token_hash", "SHA-256 of the secret of the participant's page, in hex."),
        text(
            "code_hash", "SHA-256 of the withdrawal code, in hex: it still works after a restore."
        ),
        count("events", "Events of its log."),
        count("bytes", "Size of its log as JSON.", "bytes"),
        text("mode", "Who leads it, and whether a page records it.", values=MODES),
        text(
            "scored_with",
            "Other version it is scored with by decision; else empty.",
            refers="study_versions",
        ),
        when("erased_ms", "When the participant's data were erased; else empty."),
    ),
)

CONSENTS = Table(
    "kept_consents",
    f"{EXACT}consents.",
    (
        key("session", "The session.", refers="sessions"),
        text("text_hash", "SHA-256 of the consent text that was shown, in hex."),
        count("version", "Number of the consent text's version in the study file."),
        text("choices", "The participant's choices by id, as JSON."),
        when("given_ms", "When it was given."),
        when("withdrawn_ms", "When it was withdrawn; empty while it holds."),
    ),
)

EPOCHS = Table(
    "kept_epochs",
    f"{EXACT}page loads, and where the hash chain of each ends.",
    (
        key("session", "The session.", refers="sessions"),
        key("epoch", "The page load; server---------- for what the server itself wrote."),
        text("prev", "The page load before it in the same tab; empty when unknown."),
        Column("ack", int, "Number of its last event that was acknowledged, from 0; -1 for none."),
        _blob("head", "Hash of its last batch (SHA-256)."),
        count("duplicates", "Events that came again."),
        count("conflicts", "Events that came again with other content; the first were kept."),
    ),
)

BATCHES = Table(
    "kept_batches",
    f"{EXACT}batches as they were acknowledged. The table events is the one to read.",
    (
        _number("id", "Counted from 1 in the order in which they came."),
        text("session", "The session.", refers="sessions"),
        text("epoch", "The page load."),
        count("from_seq", "Number of its first event in the page load, from 0."),
        count("through_seq", "Number of its last event."),
        when("received_ms", "When it came."),
        when("origin_ms", "Time origin of the page by the participant's clock."),
        span("now_ms", "Page clock when it was sent, since the time origin."),
        when("wall_ms", "Participant's clock when it was sent."),
        span("rtt_ms", "Shortest round trip the page had seen; empty when none."),
        _blob("body", "Its events as JSON, compressed (zlib)."),
        _blob("hash", "SHA-256 of the batch and of the hash before it."),
    ),
)

TRANSCRIPTS = Table(
    "kept_transcripts",
    f"{EXACT}transcripts of what participants said.",
    (
        key("id", "The transcript's id."),
        text("session", "The session.", refers="sessions"),
        text("name", "What people call it."),
        span("begins_ms", "Where its first moment lies on the session's clock."),
        text("text", "The whole file (WebVTT)."),
        text("added_by", "Login of who added it; empty for the command line."),
        when("added_ms", "When it was added."),
    ),
)

SOUND = Table(
    "kept_sound_parts",
    f"{EXACT}parts of recorded voices; all of a take in order make a file. Empty where the "
    "archive was made without sound.",
    (
        key("session", "The session.", refers="sessions"),
        key("take", "The recording: one stretch of sound of one page load."),
        _number("number", "Place of the part in the take, from 0."),
        text("kind", "Media type, such as audio/webm;codecs=opus."),
        text("epoch", "The page load."),
        span("at_ms", "When it began, by the page's own clock."),
        span("length_ms", "How long it lasts, by the page's own clock."),
        when("received_ms", "When it came."),
        text("sha256", "SHA-256 of its bytes, in hex."),
        count("bytes", "How many there are.", "bytes"),
        _blob("body", "Its bytes."),
    ),
)

KEPT = (
    STUDIES,
    STUDY_VERSIONS,
    INVITATIONS,
    SESSIONS,
    CONSENTS,
    EPOCHS,
    BATCHES,
    TRANSCRIPTS,
    SOUND,
)
