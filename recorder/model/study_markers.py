"""Markers: what observers set at a moment of a session with one key."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from recorder.model.study_types import Id, Number, Part, Title, Whole

MOST = 9
"""As many as there are digits to set them with."""

Colour = Literal["red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "grey"]


class Marker(Part):
    """One type of marker."""

    id: Id
    """The marker's id: notes are stored under it."""

    title: Title
    """The word on its button."""

    key: Annotated[Whole, Field(ge=1, le=MOST)] | None = None
    """The digit that sets it, 1 to 9; the next free one when left out."""

    colour: Colour = "grey"
    """Its colour in the feed and on the timeline; the word and the digit stand beside it."""

    score: Annotated[Number, Field(ge=-1_000, le=1_000)] | None = None
    """A number that each such marker counts for, such as -2 for a bad error."""


DEFAULT_MARKERS = (
    Marker(id="confused", title="Confused", key=1, colour="orange"),
    Marker(id="error", title="Error", key=2, colour="red"),
    Marker(id="workaround", title="Workaround", key=3, colour="purple"),
    Marker(id="quote", title="Quote", key=4, colour="blue"),
    Marker(id="idea", title="Idea", key=5, colour="teal"),
    Marker(id="delight", title="Delight", key=6, colour="green"),
)
"""What a study has that names none: what moderators mark most."""


def list_marker_keys(markers: Sequence[Marker]) -> list[tuple[Marker, str]]:
    """List the markers, each with the digit that sets it, in the order of the study file."""
    taken = {marker.key for marker in markers}
    free = iter(digit for digit in range(1, MOST + 1) if digit not in taken)
    return [(marker, str(marker.key or next(free))) for marker in markers]
