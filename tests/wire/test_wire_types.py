from pathlib import Path
from typing import cast, get_args

from recorder.model.events import AnyEvent
from recorder.model.wire_schema import wire_schema
from recorder.model.wire_types import wire_types

WIRE_TS = Path(__file__).parents[2] / "snippet/src/wire.ts"


def test_the_snippet_types_the_events_as_the_server_does() -> None:
    """Two hand-kept lists of events would part; `make snippet` writes the one from the other."""
    assert WIRE_TS.read_text(encoding="utf-8") == wire_types()


def test_every_event_has_a_schema() -> None:
    definitions = cast("dict[str, object]", wire_schema()["$defs"])

    assert {event.__name__ for event in get_args(AnyEvent)} <= definitions.keys()
