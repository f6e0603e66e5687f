"""What every event on the wire is made of: the base of its classes, and types of its fields.

Event types are never changed, only added, so that old logs can be read for ever. Names
are noun.past-participle, units are the end of a field's name. `at_ms` counts from the
time origin of the epoch (one page load) on a clock that never steps.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

DAY_MS = 86_400_000

AtMs = Annotated[float, Meta(ge=0, le=31 * DAY_MS)]
Duration = Annotated[float, Meta(ge=0, le=31 * DAY_MS)]
Fraction = Annotated[float, Meta(ge=0, le=1)]
Pixels = Annotated[float, Meta(ge=-10_000_000, le=10_000_000)]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Name = Annotated[str, Meta(max_length=200)]
Short = Annotated[str, Meta(max_length=2_048)]
Words = Annotated[str, Meta(max_length=65_536)]
Device = Literal["desktop", "tablet", "phone", "unknown"]


class Event(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="type",
):
    """One fact, never changed.

    Attributes:
        at_ms: Milliseconds since the time origin of its epoch.
    """

    at_ms: AtMs
