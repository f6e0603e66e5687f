"""People: those with a login, and what each may do here."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do; `web/needs.py` and `live/needs.py` say it route by route."""

    OWNER = "owner"
    """Everything, people and the audit log too."""

    RESEARCHER = "researcher"
    """Studies, invitations, moderation, notes, verdicts, reports, erasure."""

    OBSERVER = "observer"
    """Watches live sessions and replays, writes notes; reads reports."""

    REVIEWER = "reviewer"
    """Reads reports and replays, judges attempts, writes notes; no live room."""


@dataclass(frozen=True, slots=True)
class Person:
    """Anyone with a login.

    Attributes:
        login: Unique, `[a-z0-9][a-z0-9._-]{0,39}`; what the log calls the person.
        name: What pages call the person.
        disabled_ms: Since when the person may not sign in, ms since 1970; None while allowed.
    """

    login: str
    name: str
    role: Role
    created_ms: float
    disabled_ms: float | None = None
