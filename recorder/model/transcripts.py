"""Transcripts of what participants said: WebVTT files read into cues of plain text."""

import re
from dataclasses import dataclass
from html import unescape

from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError

from recorder.config import LIMITS
from recorder.errors import InvalidTranscriptError, TooLargeError
from recorder.model.ids import SessionId

MOST_CUES = 20_000
MOST_LETTERS = 5_000
SHOWN = 60
"""Letters of a line that a sentence repeats."""

_TIME = r"(?:\d{2,4}:)?[0-5]\d:[0-5]\d\.\d{3}"
_TIMES = re.compile(rf"\s*({_TIME})\s+-->\s+({_TIME})(?=\s|$)", re.ASCII)
_LINE = re.compile(r"\r\n|\r|\n")
_CLOCK = re.compile(
    r"(?:(?:(\d{1,3}):)?([0-5]?\d):)?([0-5]?\d|\d{1,6})(?:[.,](\d{1,3}))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What was said in one stretch.

    Attributes:
        start_ms: When it begins, from the beginning of the transcript.
        end_ms: When it ends.
        speaker: Who said it, as the file says; "" where it does not.
        text: Plain words; marks of the file are taken out.
    """

    start_ms: float
    end_ms: float
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """One transcript of a session.

    Attributes:
        name: What people call it, such as the file's name.
        begins_ms: Where its first moment lies on the session's clock.
        text: The file as it came in.
        added_by: Login of who added it; "" for the command line.
        added_ms: When, ms since 1970.
    """

    id: str
    session: SessionId
    name: str
    begins_ms: float
    text: str
    added_by: str
    added_ms: float

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Read the cues of the file, which was checked when it came in."""
        return parse_vtt(self.text)


def read_vtt(body: bytes) -> str:
    """Read the bytes of a WebVTT file as text, and check it from end to end.

    Raises:
        TooLargeError: It has more bytes than a transcript may have.
        InvalidTranscriptError: It is no WebVTT file; the message names the line.
    """
    if len(body) > LIMITS.transcript_bytes:
        raise TooLargeError("transcript_bytes", LIMITS.transcript_bytes)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise InvalidTranscriptError(
            "this is not UTF-8 text; save the file as UTF-8", line
        ) from None
    text = text.replace("\0", "\ufffd")
    parse_vtt(text)
    return text


def parse_vtt(text: str) -> tuple[Cue, ...]:
    """Read the cues of a WebVTT file, in the order in which they begin.

    Raises:
        InvalidTranscriptError: It is none; the message names the line.
    """
    lines = _LINE.split(text)
    _check_lines(lines)
    try:
        captions = WebVTT.from_string(text, strict=True).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        line = next((at for at, one in enumerate(lines, 1) if "-->" in one), 1)
        raise InvalidTranscriptError(f"the cues cannot be read: {error}"[:200], line) from None
    if not captions:
        raise InvalidTranscriptError("there is no cue in it; write 00:01.000 --> 00:03.000", 1)
    if len(captions) > MOST_CUES:
        raise InvalidTranscriptError(f"it has more than {MOST_CUES:,} cues", 1)
    cues = (
        Cue(
            start_ms=_read_time(caption.start),
            end_ms=_read_time(caption.end),
            speaker=unescape(caption.voice or "")[:100].strip(),
            text=unescape(caption.text)[:MOST_LETTERS].strip(),
        )
        for caption in captions
    )
    return tuple(sorted(cues, key=lambda cue: cue.start_ms))


def parse_moment(typed: str) -> float:
    """Read a place in a session as people type it: `12`, `1:05`, `1:02:03.5`; in ms.

    Raises:
        ValueError: It is none.
    """
    found = _CLOCK.fullmatch(typed.strip())
    if found is None:
        raise ValueError(f"{typed[:SHOWN]!r} is no time; write it like 1:05 or 1:02:03.5")
    hours, minutes, seconds, fraction = found.groups(default="0")
    return (
        int(hours) * 3_600_000.0
        + int(minutes) * 60_000
        + int(seconds) * 1_000
        + float(f"0.{fraction}") * 1_000
    )


def _check_lines(lines: list[str]) -> None:
    """Find what is wrong and where: the library that reads the cues tells no line."""
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise InvalidTranscriptError('a WebVTT file begins with the line "WEBVTT"', 1)
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        times = _TIMES.match(line)
        if times is None:
            shown = line.strip()[:SHOWN]
            remedy = "write 00:01.000 --> 00:03.000"
            raise InvalidTranscriptError(f'"{shown}" is not the time of a cue; {remedy}', number)
        if _read_time(times[2]) < _read_time(times[1]):
            raise InvalidTranscriptError("the cue ends before it begins", number)


def _read_time(time: str) -> float:
    *hours, minutes, seconds = time.split(":")
    whole = int(hours[0]) * 3600 if hours else 0
    return round((whole + int(minutes) * 60 + float(seconds)) * 1_000, 3)
