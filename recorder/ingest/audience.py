"""Who is shown what has just been committed: a live room, or nobody."""

from dataclasses import dataclass
from typing import Protocol

from recorder.model.batches import PageClock
from recorder.model.events import AnyEvent
from recorder.model.ids import EpochId, SessionId


@dataclass(frozen=True, slots=True)
class Stored:
    """Events that are on disk since a moment ago.

    Attributes:
        from_seq: The seq of the first of them; they have no holes.
        clock: The clocks of the page that sent them.
        received_ms: When they came, by the server's clock, ms since 1970.
        prev: The page load before it in the same tab, None when unknown.
    """

    session: SessionId
    epoch: EpochId
    from_seq: int
    clock: PageClock
    received_ms: float
    events: tuple[AnyEvent, ...]
    prev: EpochId | None = None


class Audience(Protocol):
    """Whoever watches sessions while they run."""

    def show(self, stored: Stored) -> None:
        """Show what is new; called after COMMIT, must not raise and must not wait."""

    def is_watching(self, session: SessionId) -> bool:
        """Answer whether somebody watches this session now."""


class Nobody:
    """No live room: commands, tests and tools."""

    def show(self, stored: Stored) -> None:
        """Show it to nobody."""

    def is_watching(self, session: SessionId) -> bool:
        """Answer that nobody watches."""
        del session
        return False


NOBODY = Nobody()
