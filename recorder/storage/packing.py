"""Events as the log keeps them: a JSON array, compressed."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from recorder.errors import UnavailableError
from recorder.model.events import AnyEvent

Events = tuple[AnyEvent, ...]

_decoder = msgspec.json.Decoder(Events)


@dataclass(frozen=True, slots=True)
class Packed:
    """Events as the log keeps them; packed before a transaction, which others wait for.

    Attributes:
        size_bytes: Size as JSON.
        body: The JSON, compressed.
    """

    size_bytes: int
    body: bytes


def pack(events: Sequence[AnyEvent]) -> Packed:
    """Write events as a compressed JSON array: same events, same bytes."""
    text = msgspec.json.encode(events)
    return Packed(len(text), zlib.compress(text, 1))


def unpack(body: bytes) -> Events:
    """Read what `pack` wrote.

    Raises:
        UnavailableError: It is damaged.
    """
    try:
        return _decoder.decode(zlib.decompress(body))
    except (zlib.error, msgspec.DecodeError) as error:
        raise UnavailableError("the log is damaged: run `recorder verify`") from error
