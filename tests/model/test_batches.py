import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.config import LIMITS
from recorder.errors import InvalidEventError, TooLargeError
from recorder.model.batches import parse_batch
from recorder.model.events import PageHidden
from tests.storage.helpers import CLICK, clicks, make_batch, make_body

TOKEN = "ses_" + "x" * 22


def probe(data: object) -> bytes:
    event = {"type": "custom.reported", "at_ms": 1, "name": "probe", "data": data}
    return make_body(TOKEN, events=[CLICK, event])


def nest(levels: int) -> object:
    data: object = 1
    for _ in range(levels):
        data = [data]
    return data


def test_a_batch_is_read_as_it_was_written() -> None:
    batch = parse_batch(make_body(TOKEN, seq=7, events=[{"type": "page.hidden", "at_ms": 5}]))

    assert (batch.token, batch.from_seq, batch.through_seq) == (TOKEN, 7, 7)
    assert batch.events == (PageHidden(at_ms=5),)
    assert batch.clock.rtt_ms is None


def test_an_empty_batch_ends_before_it_begins() -> None:
    assert parse_batch(make_body(TOKEN, seq=7, events=[])).through_seq == 6


@pytest.mark.parametrize("written", ["1.0", "1e0", "-0", "01", '"1"', "true", "null", "[1]", "{}"])
def test_from_is_a_whole_number_written_as_one(written: str) -> None:
    """A client that writes 1.0 counts in floating point, and will miscount one day."""
    body = json.dumps(make_batch(TOKEN, seq="HERE")).replace('"HERE"', written)

    with pytest.raises(InvalidEventError) as refused:
        parse_batch(body.encode())

    assert refused.value.index is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (nest(30), "deeper than 32"),
        ({str(place): 1 for place in range(201)}, "more than 200 keys"),
        ({"k" * 65: 1}, "longer than 64"),
        ({"a": {"k" * 65: 1}}, "longer than 64"),
        ("x" * 4_096, "longer than 4096 bytes"),
    ],
)
def test_what_a_page_reports_has_limits(data: object, said: str) -> None:
    with pytest.raises(InvalidEventError, match=said) as refused:
        parse_batch(probe(data))

    assert (refused.value.index, refused.value.field) == (1, "data")


@pytest.mark.parametrize(
    "data", [nest(29), {str(place): 1 for place in range(200)}, {"k" * 64: 1}, "x" * 4_094, None]
)
def test_what_a_page_reports_within_the_limits_is_taken(data: object) -> None:
    event = parse_batch(probe(data)).events[1]

    assert json.loads(bytes(getattr(event, "data"))) == data  # noqa: B009 (a union of all events)


def test_a_text_in_a_recording_has_a_limit() -> None:
    event = {"type": "dom.recorded", "at_ms": 1, "data": {"a": ["x" * 65_537]}}

    with pytest.raises(InvalidEventError, match="longer than 65536"):
        parse_batch(make_body(TOKEN, events=[event]))


def test_invalid_utf8_inside_a_pages_own_data_is_found() -> None:
    """It is kept as it came, so nothing else would look at it before a report does."""
    body = probe("HERE").replace(b"HERE", b"\xff")

    with pytest.raises(InvalidEventError):
        parse_batch(body)


@pytest.mark.parametrize("depth", [33, 100_000])
def test_deep_nesting_is_refused_and_not_followed(depth: int) -> None:
    body = probe("HERE").replace(b'"HERE"', b"[" * depth + b"]" * depth)

    with pytest.raises(InvalidEventError):
        parse_batch(body)


def test_enormous_numbers_beside_a_nul_are_refused_in_words() -> None:
    body = probe("HERE").replace(b'"HERE"', b'["a\\u0000", ' + b"9" * 3_000 + b"]")

    with pytest.raises(InvalidEventError):
        parse_batch(body)


def test_too_many_events_and_too_large_ones_are_told_apart() -> None:
    with pytest.raises(TooLargeError, match="batch_events"):
        parse_batch(make_body(TOKEN, events=clicks(LIMITS.batch_events + 1)))
    large = {"type": "dom.recorded", "at_ms": 1, "data": ["x" * 60_000] * 5}
    with pytest.raises(TooLargeError, match="event_bytes"):
        parse_batch(make_body(TOKEN, events=[large]))


SECRET = "Geheimnis"


@pytest.mark.parametrize(
    "event",
    [
        {"type": SECRET, "at_ms": 1},
        {"type": "page.hidden", "at_ms": 1, SECRET: 1},
        {"type": "page.hidden", "at_ms": SECRET},
        {"type": "key.pressed", "at_ms": 1, "key": SECRET},
        {"type": "rating.given", "at_ms": 1, "question": "q", "value": {SECRET: 1}},
    ],
)
def test_a_refusal_never_repeats_what_was_sent(event: dict[str, object]) -> None:
    with pytest.raises(InvalidEventError) as refused:
        parse_batch(make_body(TOKEN, events=[event]))

    assert refused.value.index == 0
    assert SECRET not in str(refused.value)


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_refused_in_words(body: bytes) -> None:
    with pytest.raises(InvalidEventError):
        parse_batch(body)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


@given(st.sampled_from(["v", "token", "epoch", "prev", "from", "clock", "events"]), anything)
def test_any_value_at_any_place_is_taken_or_refused_in_words(key: str, value: object) -> None:
    batch = {**make_batch(TOKEN), key: value}

    try:
        parsed = parse_batch(json.dumps(batch).encode())
    except (InvalidEventError, TooLargeError):
        return

    assert msgspec.json.encode(parsed.events)
