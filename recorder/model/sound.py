"""Recorded voice: parts as pages send them, and takes, which are what parts add up to."""

import re
from dataclasses import dataclass

from recorder.model.ids import EpochId

KIND = re.compile(r'audio/(?:webm|mp4|ogg)(?:; ?codecs="?[A-Za-z0-9.,-]{1,40}"?)?', re.ASCII)
"""The media types that browsers record voices in."""

NAME = re.compile(r"[A-Za-z0-9_-]{16}", re.ASCII)
"""A take or a page load, drawn by the page."""


@dataclass(frozen=True, slots=True)
class SoundPart:
    """About a second of sound; only all parts of a take, in order, make a file.

    Attributes:
        take: Names the recording: one stretch of sound of one page load.
        number: Its place in the take, from 0.
        kind: Media type, such as `audio/webm;codecs=opus`: what the browser chose.
        epoch: The page load that recorded it.
        at_ms: Page clock when it began.
        length_ms: How long it lasts by the page clock.
        sha256: Hash of its bytes, in hex.
    """

    take: str
    number: int
    kind: str
    epoch: EpochId
    at_ms: float
    length_ms: float
    sha256: str
    body: bytes


@dataclass(frozen=True, slots=True)
class PartPlace:
    """Where a stored part lies in its take: everything of a part but its bytes."""

    number: int
    at_ms: float
    length_ms: float
    received_ms: float
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Take:
    """One recording as it is stored.

    Attributes:
        parts: In order; numbers may be missing.
    """

    take: str
    kind: str
    epoch: EpochId
    parts: tuple[PartPlace, ...]

    @property
    def length_ms(self) -> float:
        """Answer how long it lasts, from its first part to the end of its last."""
        return self.parts[-1].at_ms + self.parts[-1].length_ms - self.parts[0].at_ms

    @property
    def size_bytes(self) -> int:
        """Answer how many bytes are stored of it."""
        return sum(part.size_bytes for part in self.parts)

    @property
    def holes(self) -> int:
        """Count the parts that are missing before its last one."""
        return self.parts[-1].number + 1 - len(self.parts)
