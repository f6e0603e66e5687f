"""The live room: where one session is led and watched while it runs."""

from dataclasses import asdict, dataclass

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recorder.context import find_version, get_clock, get_db, get_settings
from recorder.live.origins import list_origins
from recorder.model.ids import SessionId
from recorder.model.sessions import Session, SessionState
from recorder.model.studies import Study
from recorder.model.study_markers import list_marker_keys
from recorder.readings import read_session_reading
from recorder.storage.sessions import get_session
from recorder.web.headers import POLICY
from recorder.web.logs import draw_ticket
from recorder.web.people import get_person
from recorder.web.session_page import explain
from recorder.web.wording import FINDING_WORDS

bp = Blueprint("rooms", __name__)


@dataclass(frozen=True, slots=True)
class RoomTask:
    """A task as its room shows it."""

    id: str
    title: str
    scenario: str


@bp.get("/sessions/<session_id>/room")
def show_room(session_id: str) -> ResponseReturnValue:
    """Show the live room of a session; the page of one that was withdrawn has none."""
    session = get_session(get_db(), SessionId(session_id))
    if session.state is SessionState.WITHDRAWN:
        return redirect(url_for("sessions.show_session", session_id=session.id), 303)
    study = find_version(session.version).study
    page = render_template(
        "researcher/room.html", study=study, session=session, facts=_write_facts(session, study)
    )
    response = make_response(page)
    # The participant's page is mirrored in a frame that has a stricter policy of its own.
    response.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return response


@bp.get("/sessions/<session_id>/room/findings.json")
def send_findings(session_id: str) -> Response:
    """Send what the criterion of each task that was begun has found, for the verdict beside it."""
    now_ms, abandon_ms = get_clock()(), get_settings().abandon_after_s * 1000
    version, record, reading = read_session_reading(
        get_db(), SessionId(session_id), now_ms=now_ms, abandon_after_ms=abandon_ms
    )
    reasons = explain(version.study, record, now_ms=now_ms, abandon_after_ms=abandon_ms)
    findings = [
        {
            "task": attempt.task,
            "words": FINDING_WORDS[attempt.criterion],
            "reasons": reasons.get(attempt.task, ()),
        }
        for attempt in reading.attempts
    ]
    return jsonify({"findings": findings})


def _write_facts(session: Session, study: Study) -> dict[str, object]:
    """Write what the page's script needs before it has a line to the server."""
    person = get_person()
    tasks = filter(None, map(study.find_task, session.tasks))
    return {
        "session": session.id,
        "participant": session.participant,
        "study": study.title,
        "mode": session.mode,
        "started_ms": session.started_ms,
        "now_ms": get_clock()(),
        "ticket": draw_ticket(),
        "origins": list_origins(get_settings().base_url),
        "has_dom": study.capture.dom,
        "me": {"login": person.login, "name": person.name, "role": person.role},
        "people": {person.login: person.name},
        "tasks": [asdict(RoomTask(task.id, task.title, task.scenario)) for task in tasks],
        "markers": [
            {
                "id": marker.id,
                "title": marker.title,
                "key": key,
                "colour": marker.colour,
                "score": marker.score,
            }
            for marker, key in list_marker_keys(study.markers)
        ],
    }
