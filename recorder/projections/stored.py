"""Attempts as text, for the store of readings: JSON with the version that made it."""

import msgspec

from recorder.model.attempts import Attempt
from recorder.model.ids import StudyHash
from recorder.projections.attempts import VERSION


class StoredAttempts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One session's attempts as they are kept.

    Attributes:
        version: The projection's version that made them.
        scored_with: Hash of the study version they were scored with.
    """

    version: int
    scored_with: StudyHash
    attempts: list[Attempt]


def attempts_to_json(attempts: list[Attempt], *, scored_with: StudyHash) -> str:
    """Write attempts as JSON, with the projection's version and the study's."""
    kept = StoredAttempts(version=VERSION, scored_with=scored_with, attempts=attempts)
    return msgspec.json.encode(kept).decode()


def attempts_from_json(text: str | bytes) -> StoredAttempts | None:
    """Read attempts back, or None where they are stale.

    Stale is what another version of the projection made, and what cannot be read at all:
    both are made again from the log, so nothing is lost.
    """
    kept = read_stale_attempts(text)
    return kept if kept is not None and kept.version == VERSION else None


def read_stale_attempts(text: str | bytes) -> StoredAttempts | None:
    """Read attempts back whatever made them, to be compared; None where that is impossible."""
    try:
        return msgspec.json.decode(text, type=StoredAttempts)
    except msgspec.DecodeError:
        return None
