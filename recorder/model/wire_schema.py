"""The wire's events as JSON Schema, for clients that are not written in Python."""

import msgspec

from recorder.model.events import AnyEvent


def wire_schema() -> dict[str, object]:
    """Describe every event that a log may hold.

    Returns:
        A JSON Schema (2020-12): `anyOf` over the event types, each under `$defs`.
    """
    schema: dict[str, object] = msgspec.json.schema(AnyEvent)
    return schema
