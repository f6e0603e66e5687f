"""People: those with a login, and what each may do here."""

import re
from dataclasses import dataclass
from enum import StrEnum

from recorder.errors import InvalidPersonError

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
MOST_NAME = 100
"""Characters of a person's name."""


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


def parse_login(typed: str) -> str:
    """Read a login as somebody types it; capitals and spaces around it do not matter.

    Raises:
        InvalidPersonError: It is none.
    """
    login = typed.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise InvalidPersonError(
            "a login is 1 to 40 small letters, digits, dots, hyphens and underscores, "
            "and begins with a letter or digit"
        )
    return login


def parse_name(typed: str) -> str:
    """Read a person's name; runs of white space become one space.

    Raises:
        InvalidPersonError: It is empty or too long.
    """
    name = " ".join(typed.split())
    if not 1 <= len(name) <= MOST_NAME or not name.isprintable():
        raise InvalidPersonError(f"a name has 1 to {MOST_NAME} characters")
    return name


def parse_role(typed: str) -> Role:
    """Read a role's name.

    Raises:
        InvalidPersonError: There is no such role.
    """
    for role in Role:
        if role == typed:
            return role
    raise InvalidPersonError("a person is an owner, a researcher, an observer or a reviewer")
