"""What a page sends at once: parsed here, checked once, and refused in words without an echo."""

import json
import re
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from recorder.config import LIMITS
from recorder.errors import InvalidEventError, TooLargeError
from recorder.model.events import CustomReported, DomRecorded, PageEvent
from recorder.model.ids import SERVER_EPOCH, EpochId

LARGEST_SEQ = 2**53 - 1
"""The largest whole number that JavaScript counts to without a gap."""

EpochName = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{16}\\Z")]
WallMs = Annotated[float, Meta(ge=0, le=8.64e15)]


@dataclass(frozen=True, slots=True)
class PageClock:
    """What a page's clocks said when it sent a batch, all in milliseconds.

    Attributes:
        origin_ms: Time origin of the page by the participant's wall clock, since 1970.
        now_ms: Page clock, since the time origin.
        wall_ms: Participant's wall clock, since 1970.
        rtt_ms: Shortest round trip the page has seen; None when it has seen none.
    """

    origin_ms: WallMs
    now_ms: Annotated[float, Meta(ge=0, le=366 * 86_400_000)]
    wall_ms: WallMs
    rtt_ms: Annotated[float, Meta(ge=0, le=86_400_000)] | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """The events sent at once; the event at index i has seq `from_seq + i`.

    Attributes:
        token: Opens the session it belongs to; never logged.
        prev: The page load before this one in the same tab, None when unknown.
    """

    token: str
    epoch: EpochId
    prev: EpochId | None
    from_seq: int
    clock: PageClock
    events: tuple[PageEvent, ...]

    @property
    def through_seq(self) -> int:
        """The last event's seq; `from_seq - 1` when the batch is empty."""
        return self.from_seq + len(self.events) - 1


class _Wire(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    v: Literal[1]
    token: Annotated[str, Meta(max_length=200)]
    epoch: EpochName
    # As it was written, because 1.0 would be taken for a whole number.
    from_seq: msgspec.Raw = msgspec.field(name="from")
    clock: PageClock
    events: Annotated[tuple[PageEvent, ...], Meta(max_length=LIMITS.batch_events)]
    prev: EpochName | None = None


_decoder = msgspec.json.Decoder(_Wire)
_whole_number = re.compile(rb"0|[1-9][0-9]{0,15}")
_place = re.compile(r" - at `\$((?:[^`]|\n)*)`$")
_event_place = re.compile(r"^\.events\[(\d+)\]\.?")


def parse_batch(body: bytes) -> Batch:
    """Parse the body of one request; every fault names its place and repeats nothing.

    Raises:
        InvalidEventError: The batch, or the event at `index`, breaks a rule.
        TooLargeError: There are too many events, or one is too large.
    """
    try:
        wire = _decoder.decode(body)
    except msgspec.ValidationError as error:
        raise _explain(str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _explain_malformed(body) from None
    except RecursionError:
        raise InvalidEventError(f"is nested deeper than {LIMITS.depth}") from None
    batch = Batch(
        wire.token,
        EpochId(wire.epoch),
        None if wire.prev is None else EpochId(wire.prev),
        _parse_seq(bytes(wire.from_seq), len(wire.events)),
        wire.clock,
        wire.events,
    )
    if batch.epoch == SERVER_EPOCH:
        raise InvalidEventError("is the server's own epoch", field="epoch")
    _check_events(batch.events, body)
    return batch


def _parse_seq(written: bytes, count: int) -> int:
    if not _whole_number.fullmatch(written):
        raise InvalidEventError("must be a whole number written as one", field="from")
    seq = int(written)
    if seq + count > LARGEST_SEQ:
        raise InvalidEventError("is beyond 2^53 - 1", field="from")
    return seq


def _check_events(events: tuple[PageEvent, ...], body: bytes) -> None:
    if len(body) > LIMITS.event_bytes:
        for event in events:
            if len(msgspec.json.encode(event)) > LIMITS.event_bytes:
                raise TooLargeError("event_bytes", LIMITS.event_bytes)
    for index, event in enumerate(events):
        if isinstance(event, CustomReported | DomRecorded):
            _check_data(event, index)
    # A NUL ends a text in too many programs that read exports.
    if b"\\u0000" in body:
        _refuse_bad_text(json.loads(body, parse_int=float))


def _check_data(event: CustomReported | DomRecorded, index: int) -> None:
    raw = bytes(event.data)
    if isinstance(event, CustomReported) and len(raw) > LIMITS.custom_bytes:
        why = f"is longer than {LIMITS.custom_bytes} bytes"
        raise InvalidEventError(why, index=index, field="data")
    try:
        # The batch, its list of events and the event itself are three levels already.
        why = _fault_of_data(msgspec.json.decode(raw), LIMITS.depth - 3)
    except (msgspec.DecodeError, UnicodeDecodeError):
        why = "holds text that is not Unicode"
    except RecursionError:
        why = f"is nested deeper than {LIMITS.depth}"
    if why:
        raise InvalidEventError(why, index=index, field="data")


def _fault_of_data(data: object, levels: int) -> str:
    match data:
        case dict() | list() if levels == 0:
            return f"is nested deeper than {LIMITS.depth}"
        case dict():
            return _fault_of_keys(data) or _first_fault(list(data.values()), levels - 1)
        case list():
            return _first_fault(data, levels - 1)
        case str() if len(data) > LIMITS.string_characters:
            return f"holds a text longer than {LIMITS.string_characters} characters"
        case _:
            return ""


def _first_fault(values: list[object], levels: int) -> str:
    return next(filter(None, (_fault_of_data(value, levels) for value in values)), "")


def _fault_of_keys(data: dict[str, object]) -> str:
    if len(data) > LIMITS.object_keys:
        return f"holds an object of more than {LIMITS.object_keys} keys"
    if any(len(key) > LIMITS.key_characters for key in data):
        return f"holds a key longer than {LIMITS.key_characters} characters"
    return ""


def _explain(message: str) -> InvalidEventError | TooLargeError:
    # msgspec's sentences repeat what was sent in two cases; those are said in other words.
    place = _place.search(message)
    where = place.group(1) if place else ""
    why = message[: place.start()] if place else message
    if where == ".events" and "length" in why:
        return TooLargeError("batch_events", LIMITS.batch_events)
    if why.startswith("Invalid"):
        why = "is not one of the values allowed"
    elif "unknown field" in why:
        why = "has a field that does not belong there"
    elif not why.startswith(("Expected", "Object missing")):
        why = "is not what is expected there"
    event = _event_place.match(where)
    if event:
        field = where[event.end() :]
        return InvalidEventError(why, index=int(event.group(1)), field=field)
    return InvalidEventError(why, field=where.lstrip("."))


def _explain_malformed(body: bytes) -> InvalidEventError:
    try:
        _refuse_bad_text(json.loads(body.decode(), parse_int=float))
    except InvalidEventError as error:
        return error
    except (ValueError, RecursionError):
        pass
    return InvalidEventError("is not JSON in UTF-8")


def _refuse_bad_text(sent: object) -> None:
    """Name the event whose text has half a surrogate pair or a NUL in it.

    Raises:
        InvalidEventError: There is one.
    """
    events = sent.get("events") if isinstance(sent, dict) else None
    for index, event in enumerate(events if isinstance(events, list) else []):
        text = json.dumps(event, ensure_ascii=False)
        try:
            text.encode()
        except UnicodeEncodeError:
            why = "holds half of a surrogate pair"
            raise InvalidEventError(why, index=index) from None
        if re.search(r"(?<!\\)(?:\\\\)*\\u0000", text):
            raise InvalidEventError("holds a NUL character", index=index)
