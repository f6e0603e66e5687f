"""A study as the server keeps it, row by row: what an archive holds and a restore writes back.

Rows are named as in the database, without the study's id, which is the same in all. Secrets
are hashes here as they are there. `msgspec.convert` checks a row that comes from elsewhere.
"""

from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta

from recorder.model.ids import StudyId
from recorder.model.sessions import SessionMode, SessionState
from recorder.model.sound import KIND

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}\\Z")]
DrawnName = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{16}\\Z")]
Moment = Annotated[float, Meta(ge=0, le=8.64e15)]
Span = Annotated[float, Meta(ge=-8.64e15, le=8.64e15)]
SoundKind = Annotated[str, Meta(pattern=f"^(?:{KIND.pattern})\\Z")]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Number = Annotated[int, Meta(ge=1, le=2**53 - 1)]
Truth = Annotated[int, Meta(ge=0, le=1)]
Id = Annotated[str, Meta(pattern="^[a-z0-9-]{1,64}\\Z")]
Text = Annotated[str, Meta(max_length=1_000_000)]
Chain = Annotated[bytes, Meta(min_length=32, max_length=32)]


class Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row."""


class KeptVersion(Kept, frozen=True):
    """One version of the study file.

    Attributes:
        hash: SHA-256 of the text.
    """

    hash: Digest
    added_ms: Moment
    text: Text


class KeptInvitation(Kept, frozen=True):
    """One invitation, numbered from 1 within the study."""

    id: Number
    secret_hash: Digest
    label: Text
    uses: Count
    used: Count
    created_ms: Moment
    closed_ms: Moment | None
    mode: SessionMode


class KeptSession(Kept, frozen=True):
    """One session.

    Attributes:
        tasks: JSON list of the task ids in this participant's order.
        screener: JSON object of the answers to the screener.
        invitation: Number of the invitation it came by; None by the open link.
        scored_with: Hash of the version it is scored with by a researcher's decision; None
            where that is its own.
        erased_ms: When the participant's data were erased; None where they were not.
    """

    id: DrawnName
    version: Digest
    number: Count
    participant: Annotated[str, Meta(pattern="^[pt][0-9]{2,15}\\Z")]
    variant: Id | None
    tasks: Text
    state: SessionState
    started_ms: Moment
    last_received_ms: Moment | None
    screener: Text
    is_test: Truth
    invitation: Number | None
    token_hash: Digest
    code_hash: Digest
    events: Count
    bytes: Count
    mode: SessionMode
    scored_with: Digest | None
    erased_ms: Moment | None


class KeptConsent(Kept, frozen=True):
    """The consent to one session.

    Attributes:
        choices: JSON object of the participant's choices.
    """

    session: DrawnName
    text_hash: Digest
    version: Count
    choices: Text
    given_ms: Moment
    withdrawn_ms: Moment | None


class KeptEpoch(Kept, frozen=True):
    """One page load; `head` is the hash of its last batch."""

    session: DrawnName
    epoch: DrawnName
    prev: DrawnName | None
    ack: Annotated[int, Meta(ge=-1, le=2**53 - 1)]
    head: Chain
    duplicates: Count
    conflicts: Count


class KeptBatch(Kept, frozen=True):
    """One batch exactly as it was acknowledged, numbered from 1 in the order they came."""

    id: Number
    session: DrawnName
    epoch: DrawnName
    from_seq: Count
    through_seq: Count
    received_ms: Moment
    origin_ms: Moment
    now_ms: Moment
    wall_ms: Moment
    rtt_ms: Moment | None
    body: bytes
    hash: Chain


class KeptTranscript(Kept, frozen=True):
    """One transcript of what a participant said; `text` is the WebVTT file."""

    id: DrawnName
    session: DrawnName
    name: Annotated[str, Meta(max_length=100)]
    begins_ms: Span
    text: Text
    added_by: Annotated[str, Meta(max_length=40)]
    added_ms: Moment


class KeptSound(Kept, frozen=True):
    """One part of a recorded voice exactly as it was acknowledged."""

    session: DrawnName
    take: DrawnName
    number: Count
    kind: SoundKind
    epoch: DrawnName
    at_ms: Moment
    length_ms: Moment
    received_ms: Moment
    sha256: Digest
    body: bytes
    bytes: Count


@dataclass(frozen=True, slots=True)
class KeptStudy:
    """A study as the server keeps it, without its batches and its sound, which may be many.

    Attributes:
        closed_ms: When it was closed; None while sessions may start.
        versions: Oldest first, and so are invitations and sessions.
        consents: In the order of the sessions, and so are the epochs and the transcripts.
    """

    id: StudyId
    closed_ms: float | None
    versions: tuple[KeptVersion, ...]
    invitations: tuple[KeptInvitation, ...]
    sessions: tuple[KeptSession, ...]
    consents: tuple[KeptConsent, ...]
    epochs: tuple[KeptEpoch, ...]
    transcripts: tuple[KeptTranscript, ...] = ()

    @property
    def is_untouched(self) -> bool:
        """Answer whether nobody was invited, took part or closed it: only files were seen."""
        return not (self.sessions or self.invitations) and self.closed_ms is None

    @property
    def newest_ms(self) -> float:
        """Tell when the newest of it came, ms since 1970; 0 when there is nothing."""
        moments = [
            self.closed_ms,
            *(version.added_ms for version in self.versions),
            *(moment for one in self.invitations for moment in (one.created_ms, one.closed_ms)),
            *(moment for one in self.sessions for moment in (one.started_ms, one.erased_ms)),
            *(one.last_received_ms for one in self.sessions),
            *(one.withdrawn_ms for one in self.consents),
            *(one.added_ms for one in self.transcripts),
        ]
        return max((moment for moment in moments if moment is not None), default=0.0)
