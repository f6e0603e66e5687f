"""Where a session stands, as people say it."""

from enum import StrEnum

from recorder.context import get_clock, get_settings
from recorder.model.sessions import Session, SessionState


class Standing(StrEnum):
    """A session's state, with the silent ones told from those that go on."""

    RUNNING = "running"
    SILENT = "silent"
    FINISHED = "finished"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """Answer what people call it."""
        return "in progress" if self is Standing.RUNNING else str(self)

    @property
    def kind(self) -> str:
        """Answer the look of its chip."""
        return LOOKS[self]


LOOKS = {
    Standing.RUNNING: "running",
    Standing.SILENT: "abandoned",
    Standing.FINISHED: "good",
    Standing.STOPPED: "warn",
    Standing.WITHDRAWN: "void",
}


def standing(session: Session) -> Standing:
    """Tell where a session stands now; a filter for templates."""
    silent_after_ms = get_settings().abandon_after_s * 1000
    return read_standing(session, now_ms=get_clock()(), silent_after_ms=silent_after_ms)


def read_standing(session: Session, *, now_ms: float, silent_after_ms: float) -> Standing:
    """Tell where a session stands.

    An open session of which nothing was heard for long is silent: its participant has most
    likely left, but may come back, and then it goes on.

    Args:
        session: The session.
        now_ms: The time now, ms since 1970.
        silent_after_ms: Silence after which an attempt counts as abandoned.
    """
    if session.state is not SessionState.OPEN:
        return Standing(session.state)
    heard_ms = session.last_received_ms or session.started_ms
    return Standing.SILENT if now_ms - heard_ms >= silent_after_ms else Standing.RUNNING
