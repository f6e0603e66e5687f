"""WebVTT files as they come: read to plain text, or refused with the line that is wrong."""

import pytest

from recorder.config import LIMITS
from recorder.errors import InvalidTranscriptError, TooLargeError
from recorder.model.transcripts import Cue, parse_moment, parse_vtt, read_vtt

FILE = """WEBVTT - Participant p01

NOTE made by hand

STYLE
::cue { color: red }

1
00:01.000 --> 00:03.500 align:start
<v Ada>Where is the <i>basket</i>?</v>

01:00:04.000 --> 01:00:05.000
&lt;b&gt; Two
lines &amp; more
"""


def test_a_file_is_read_to_plain_words_with_times_and_speakers() -> None:
    assert parse_vtt(FILE) == (
        Cue(1_000, 3_500, "Ada", "Where is the basket?"),
        Cue(3_604_000, 3_605_000, "", "<b> Two\nlines & more"),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_system_ends_them(end: str) -> None:
    assert len(parse_vtt(FILE.replace("\n", end))) == 2


def test_cues_are_in_the_order_of_their_times() -> None:
    text = "WEBVTT\n\n00:09.000 --> 00:10.000\nlater\n\n00:01.000 --> 00:02.000\nsooner\n"

    assert [cue.text for cue in parse_vtt(text)] == ["sooner", "later"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "WEBVTT"),
        ("1\n00:00:01,000 --> 00:00:02,000\nsubrip", 1, "WEBVTT"),
        ("WEBVTTX\n", 1, "WEBVTT"),
        ("WEBVTT\n", 1, "no cue"),
        ("WEBVTT\n\n00:01 --> 00:02\nx", 3, "00:01.000"),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nx", 3, "00:01.000"),
        ("WEBVTT\n\n00:01.000-->00:02.000\nx", 3, "00:01.000"),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nx", 3, "00:01.000"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n00:05.000 --> 00:04.000\ny", 6, "ends before"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n00:03.000 --> 00:04.000\ny", 3, "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InvalidTranscriptError, match=words) as caught:
        parse_vtt(text)

    assert caught.value.line == line


def test_a_file_in_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidTranscriptError, match="UTF-8") as caught:
        read_vtt("WEBVTT\n\n00:01.000 --> 00:02.000\nGrüße".encode("latin-1"))

    assert caught.value.line == 4


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_vtt(FILE.encode("utf-8-sig")) == FILE


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLargeError):
        read_vtt(b"WEBVTT\n" + b" " * LIMITS.transcript_bytes)


@pytest.mark.parametrize(
    ("typed", "ms"),
    [("0", 0), ("12", 12_000), ("1:05", 65_000), ("1:02:03.5", 3_723_500), (" 0:00,25 ", 250)],
)
def test_a_moment_is_read_as_people_type_it(typed: str, ms: float) -> None:
    assert parse_moment(typed) == ms


@pytest.mark.parametrize("typed", ["", "soon", "1:", "-1", "1:2:3:4", "1e3", "\u0661"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no time"):
        parse_moment(typed)
