"""A participant's sitting: who, under which study version, and its log as it was sent."""

from dataclasses import dataclass, field
from enum import StrEnum

from recorder.model.events import AnyEvent
from recorder.model.ids import (
    EpochId,
    ParticipantId,
    SessionId,
    StudyHash,
    StudyId,
    TaskId,
    VariantId,
)


class SessionState(StrEnum):
    """Where a session stands."""

    OPEN = "open"
    FINISHED = "finished"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class SessionMode(StrEnum):
    """Who leads a session, and whether a page records it."""

    UNMODERATED = "unmoderated"
    """The participant is alone with the panel."""

    MODERATED = "moderated"
    """A moderator gives the tasks, and the participant's page records."""

    BY_HAND = "by_hand"
    """A moderator gives the tasks and records them; no page does: paper, a kiosk, a call."""


@dataclass(frozen=True, slots=True)
class Session:
    """One participant's sitting, without its log.

    Attributes:
        version: Hash of the study file it ran under.
        tasks: The tasks in the order this participant gets them.
        started_ms: Wall clock of the server when consent was given, ms since 1970.
        last_received_ms: When the newest batch came; None before the first.
        consent_version: SHA-256 in hex of the consent text shown.
        choices: The participant's choices of the consent, by their id.
        screener: The participant's answers to the screener, by question id.
        is_test: A researcher's own try; left out of reports by default.
        mode: Who leads it, and whether a page records it.
    """

    id: SessionId
    study: StudyId
    version: StudyHash
    participant: ParticipantId
    variant: VariantId | None
    tasks: tuple[TaskId, ...]
    state: SessionState
    started_ms: float
    last_received_ms: float | None
    consent_version: str
    choices: dict[str, bool] = field(default_factory=dict)
    screener: dict[str, str] = field(default_factory=dict)
    is_test: bool = False
    mode: SessionMode = SessionMode.UNMODERATED


@dataclass(frozen=True, slots=True)
class ClockSample:
    """What a page's clocks said when it sent a batch, and when that came.

    Attributes:
        origin_ms: Time origin of the page by the participant's wall clock, ms since 1970.
        now_ms: Page clock when sending, ms since the time origin.
        wall_ms: Participant's wall clock when sending, ms since 1970.
        received_ms: Server's wall clock when the batch came, ms since 1970.
        rtt_ms: Shortest round trip the page has seen; None when it has seen none.
    """

    origin_ms: float
    now_ms: float
    wall_ms: float
    received_ms: float
    rtt_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Epoch:
    """Everything one page load sent; the event at index i has seq i.

    Attributes:
        prev: The page load before it in the same tab, None when unknown.
        ack: Highest seq on disk without a hole below it; -1 when nothing came.
        duplicates: Events that came again and were already there.
        conflicts: Events that came again with other content (the first was kept).
    """

    id: EpochId
    prev: EpochId | None
    ack: int
    clock: tuple[ClockSample, ...]
    events: tuple[AnyEvent, ...]
    duplicates: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session and its whole log: all that a projection may look at."""

    session: Session
    epochs: tuple[Epoch, ...]
