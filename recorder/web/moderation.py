"""Where a moderator waits for participants, and which sessions somebody leads now."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from recorder.context import find_known_study, get_db
from recorder.model.ids import StudyId
from recorder.model.sessions import Session, SessionMode, SessionState
from recorder.storage.sessions import list_sessions
from recorder.web.needs import RUN
from recorder.web.people import get_person
from recorder.web.standing import Standing, standing

bp = Blueprint("moderation", __name__)


@dataclass(frozen=True, slots=True)
class Room:
    """One session that somebody leads, as the list of those going on shows it.

    Attributes:
        kind: The look of its chip.
        words: Where it stands.
        href: Where it is led and watched.
    """

    session: Session
    kind: str
    words: str
    href: str

    @property
    def is_waiting(self) -> bool:
        """Answer whether the participant is there and nothing has happened yet."""
        return self.kind == "warn"


def list_rooms(study: StudyId) -> list[Room]:
    """List the sessions of a study that are led and not over, the newest first."""
    led = [
        session
        for session in list_sessions(get_db(), study)
        if session.mode is not SessionMode.UNMODERATED and session.state is SessionState.OPEN
    ]
    return [_open_room(session) for session in reversed(led)]


def _open_room(session: Session) -> Room:
    kind, words = _describe(session)
    href = f"{url_for('sessions.show_session', session_id=session.id)}/room"
    return Room(session, kind, words, href)


def _describe(session: Session) -> tuple[str, str]:
    if session.mode is SessionMode.BY_HAND:
        return "running", "without the snippet"
    if standing(session) is Standing.SILENT:
        return "abandoned", "silent"
    if session.last_received_ms is None:
        return "none", "has agreed, page not open yet"
    return "warn", "is there"


@bp.get("/studies/<study_id>/moderate")
def show_moderation(study_id: str) -> str:
    """Show who waits for a moderator, and how to bring participants here."""
    study = find_known_study(StudyId(study_id)).study
    return render_template(
        "researcher/moderate.html",
        study=study,
        here="moderate",
        rooms=list_rooms(study.id),
        may_run=get_person().role in RUN,
    )


@bp.get("/studies/<study_id>/moderate/rooms")
def show_rooms(study_id: str) -> str:
    """Show only the list, for the page that waits."""
    study = find_known_study(StudyId(study_id)).study
    return render_template("researcher/parts/rooms.html", study=study, rooms=list_rooms(study.id))
