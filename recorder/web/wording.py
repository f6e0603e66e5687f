"""How values are written on pages: filters for templates, pure functions each."""

from datetime import UTC, datetime
from math import ceil

from recorder.model.attempts import Answer
from recorder.model.outcomes import Claim, Finding, Outcome
from recorder.model.questions import Question
from recorder.model.sessions import SessionMode
from recorder.report.words import format_time, keep_together

NO_VALUE = "–"  # noqa: RUF001 - what people read where there is nothing
OUTCOME_WORDS = {
    Outcome.COMPLETED: "completed",
    Outcome.PARTIAL: "partial",
    Outcome.FAILED: "failed",
    Outcome.GAVE_UP: "gave up",
    Outcome.TIMED_OUT: "timed out",
    Outcome.ABANDONED: "abandoned",
    Outcome.VOID: "void",
}
CLAIM_WORDS = {
    Claim.DONE: "“I'm done”",
    Claim.GAVE_UP: "“I can't do this”",
    Claim.SKIPPED: "skipped",
}
FINDING_WORDS = {
    Finding.MET: "met",
    Finding.PARTLY_MET: "partly met",
    Finding.NOT_MET: "not met",
    Finding.NONE: "no criterion",
}
MODE_WORDS = {
    SessionMode.UNMODERATED: "alone",
    SessionMode.MODERATED: "moderated",
    SessionMode.BY_HAND: "by hand",
}


def outcome_words(outcome: str) -> str:
    """Write an outcome as people say it."""
    return OUTCOME_WORDS[Outcome(outcome)]


def claim_words(claim: str | None) -> str:
    """Write what the participant said when the task ended."""
    return NO_VALUE if claim is None else CLAIM_WORDS[Claim(claim)]


def finding_words(finding: str) -> str:
    """Write what a criterion found."""
    return FINDING_WORDS[Finding(finding)]


def mode_words(mode: str) -> str:
    """Write who leads a session, and whether a page records it."""
    return MODE_WORDS[SessionMode(mode)]


def percent(rate: float | None) -> str:
    """Write a rate from 0 to 1 as a whole percentage."""
    return NO_VALUE if rate is None else f"{rate * 100:.0f} %"


def duration(ms: float | None) -> str:
    """Write a length of time as the report does: `8.4 s`, `1:05`, `1:02:03`."""
    return NO_VALUE if ms is None else format_time(ms / 1000)


def moment(ms: float | None) -> str:
    """Write a place in a session as `mm:ss.s`."""
    if ms is None:
        return NO_VALUE
    minutes, tenths = divmod(round(max(ms, 0) / 100), 600)
    return f"{minutes:02d}:{tenths // 10:02d}.{tenths % 10}"


def replay_seconds(ms: float) -> str:
    """Write a place in a session as the replay's address takes it: at or just after it."""
    return f"{ceil(max(ms, 0.0)) / 1000:.3f}"


def exact_moment(ms: float) -> str:
    """Write a place in a session to the millisecond, as a form takes it: `1:23.450`."""
    minutes, rest = divmod(max(ms, 0.0), 60_000)
    return f"{int(minutes)}:{rest / 1_000:06.3f}"


def when(ms: float | None) -> str:
    """Write a wall-clock time with its zone."""
    if ms is None:
        return NO_VALUE
    return f"{datetime.fromtimestamp(ms / 1000, UTC):%Y-%m-%d %H:%M} UTC"


def iso_time(ms: float | None) -> str:
    """Write a wall-clock time for the `datetime` of a `<time>` element."""
    return "" if ms is None else datetime.fromtimestamp(ms / 1000, UTC).isoformat()


def plural(number: int, one: str, many: str = "") -> str:
    """Write a number and its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def visible(text: object) -> str:
    """Show control characters as symbols, so that hostile text cannot play with a page.

    Directional overrides are shown as their code, line breaks are kept.
    """
    return "".join(_show_character(character) for character in str(text))


def _show_character(character: str) -> str:
    code = ord(character)
    if character == "\n" or (code >= 32 and code not in _UNSEEN and not 127 <= code < 160):
        return character
    if code < 32:
        return chr(0x2400 + code)
    return "␡" if code == 127 else f"⟨U+{code:04X}⟩"


def paragraphs(text: str) -> list[str]:
    """Split a text at its empty lines; single line breaks are only for the file's reader."""
    blocks = (" ".join(block.split()) for block in text.replace("\r", "").split("\n\n"))
    return [block for block in blocks if block]


def points(question: Question) -> range:
    """List the steps of a scale, its lowest first."""
    return range(question.minimum, question.minimum + question.points)


def answer_text(value: Answer) -> str:
    """Write an answer as text."""
    if isinstance(value, list):
        return ", ".join(value)
    return value if isinstance(value, str) else f"{value:g}"


_UNSEEN = frozenset(
    (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)

FILTERS = {
    "answer_text": answer_text,
    "claim_words": claim_words,
    "duration": duration,
    "exact_moment": exact_moment,
    "finding_words": finding_words,
    "keep_together": keep_together,
    "iso_time": iso_time,
    "mode_words": mode_words,
    "moment": moment,
    "outcome_words": outcome_words,
    "paragraphs": paragraphs,
    "percent": percent,
    "plural": plural,
    "points": points,
    "replay_seconds": replay_seconds,
    "visible": visible,
    "when": when,
}
