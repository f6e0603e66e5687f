"""Where a moderator waits for participants, and which sessions somebody leads now."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from recorder.context import find_known_study, get_db
from recorder.model.events import TaskAssigned
from recorder.model.ids import StudyId
from recorder.model.sessions import Session, SessionMode, SessionState
from recorder.model.undoing import find_undone
from recorder.storage.acts import list_server_events
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
    href = url_for("rooms.show_room", session_id=session.id)
    return Room(session, kind, words, href)


def _describe(session: Session) -> tuple[str, str]:
    is_by_hand = session.mode is SessionMode.BY_HAND
    if standing(session) is Standing.SILENT:
        return "abandoned", "silent"
    if _has_task(session):
        return "running", "going on by hand" if is_by_hand else "going on"
    if is_by_hand:
        return "none", "by hand, no task given yet"
    if session.last_received_ms is None:
        return "none", "has agreed, page not open yet"
    return "warn", "waits for the first task"


def _has_task(session: Session) -> bool:
    """Tell whether a task was given, from people's acts alone: a page's log may be long."""
    with get_db().read() as connection:
        events = list_server_events(connection, session.id)
    undone = find_undone(events)
    return any(
        isinstance(event, TaskAssigned) and place not in undone
        for place, event in enumerate(events)
    )


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
