"""The audit log: who did what to which thing, when; never what anybody said or typed."""

from dataclasses import dataclass
from enum import StrEnum


class AuditAct(StrEnum):
    """What is written down: everything that opens, shows, hands out or destroys data."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    SIGN_IN_FAILED = "sign-in failed"
    SIGN_IN_ENDED = "sign-in ended"
    SIGN_IN_LINK_MADE = "sign-in link made"
    PASSWORD_CHANGED = "password changed"  # noqa: S105 (the name of an act)
    PERSON_ADDED = "person added"
    PERSON_RENAMED = "person renamed"
    ROLE_CHANGED = "role changed"
    PERSON_DISABLED = "person disabled"
    PERSON_ENABLED = "person enabled"
    COLLEAGUE_INVITED = "colleague invited"
    COLLEAGUE_UNINVITED = "invitation of a colleague withdrawn"
    PARTICIPANTS_INVITED = "participants invited"
    BEGUN_BY_HAND = "session begun by hand"
    SHARE_MADE = "report shared"
    SHARE_OPENED = "shared report opened"
    SHARE_REVOKED = "share revoked"
    DOWNLOADED = "downloaded"
    REPLAY_OPENED = "replay opened"
    SOUND_HEARD = "voice listened to"
    TRANSCRIPT_ADDED = "transcript added"
    TRANSCRIPT_DELETED = "transcript deleted"
    SESSION_EXCLUDED = "session left out"
    SESSION_INCLUDED = "session taken back in"
    ERASED = "data erased"
    BACKED_UP = "backed up"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit log.

    Attributes:
        at_ms: When, ms since 1970 by the server's clock.
        person: Login of who did it; "" for nobody signed in and for the command line.
        role: What the person was then; "" for nobody, "command" for the command line.
        act: One of `AuditAct`, in its words.
        object: What it was done to: a login, a study, a session's id, a share's id.
        detail: What else tells it apart, such as the kind of a file.
    """

    at_ms: float
    person: str
    role: str
    act: str
    object: str = ""
    detail: str = ""
