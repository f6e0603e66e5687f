"""Where the words of a report lead: for people here, for those it was shared with, for nobody."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

SessionAddress = Callable[[str, int | None], str]
TableAddress = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Links:
    """Writes the addresses of what a report speaks of.

    Attributes:
        session: Of a session at a moment, in ms since it started; "" where it leads nowhere.
        table: Of one of its tables; "" where it leads nowhere.
    """

    session: SessionAddress
    table: TableAddress


def _nowhere(*_: object) -> str:
    return ""


NO_LINKS = Links(_nowhere, _nowhere)
"""For a file that is read where this server is not."""


def link_inside(study: str) -> Links:
    """Link for people who are signed in."""

    def session(session: str, t_ms: int | None) -> str:
        place = None if t_ms is None else "here"
        return url_for("sessions.show_session", session_id=session, t=t_ms, _anchor=place)

    def table(table: str) -> str:
        return url_for("reports.show_report_csv", study_id=study, table=table)

    return Links(session, table)


def link_shared(share: str, *, sessions: bool, downloads: bool) -> Links:
    """Link for those who have a share, as far as it reaches."""

    def session(session: str, t_ms: int | None) -> str:
        place = None if t_ms is None else "here"
        return url_for(
            "shared.show_session", share_id=share, session_id=session, t=t_ms, _anchor=place
        )

    def table(table: str) -> str:
        return url_for("shared.download", share_id=share, kind="csv", table=table)

    return Links(session if sessions else _nowhere, table if downloads else _nowhere)
