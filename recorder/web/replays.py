"""The replay of a session, and the stage that shows recorded pages there and in live rooms."""

import json
from secrets import token_urlsafe

from flask import Blueprint, Response, make_response, render_template, url_for

from recorder.context import find_version, get_db, get_settings
from recorder.live.origins import list_origins
from recorder.model.audits import AuditAct
from recorder.model.ids import SessionId
from recorder.model.sessions import Session, SessionState
from recorder.model.studies import Study
from recorder.model.study_markers import list_marker_keys
from recorder.storage.people import list_people
from recorder.storage.sessions import get_session
from recorder.web.audits import note
from recorder.web.people import get_person
from recorder.web.stage_policy import hold_stage, stage_policy
from recorder.web.viewers import find_hidden_acts

bp = Blueprint("replays", __name__)


@bp.get("/sessions/<session_id>/replay")
def show_replay(session_id: str) -> Response:
    """Show a session again; `?t=83.2` opens it at that second."""
    session = get_session(get_db(), SessionId(session_id))
    study = find_version(session.version).study
    note(AuditAct.REPLAY_OPENED, session.id)
    page = render_template(
        "researcher/replay.html",
        study=study,
        here="sessions",
        session=session,
        has_hidden=bool(find_hidden_acts(session)),
        facts=json.dumps(_write_facts(session, study), ensure_ascii=False),
    )
    return hold_stage(make_response(page))


def _write_facts(session: Session, study: Study) -> dict[str, object]:
    """Write what the page's script has to know before it asks for the log."""
    page = url_for("sessions.show_session", session_id=session.id)
    return {
        "session": session.id,
        "login": get_person().login,
        "started_ms": session.started_ms,
        "origins": list_origins(get_settings().base_url),
        "stage": url_for("replays.show_stage", session_id=session.id),
        "room": f"{page}/room" if session.state is SessionState.OPEN else "",
        "names": {
            "tasks": {task.id: task.title for task in study.tasks},
            "people": {person.login: person.name for person in list_people(get_db())},
            "markers": [
                {
                    **marker.model_dump(mode="json", include={"id", "title", "colour", "score"}),
                    "key": key,
                }
                for marker, key in list_marker_keys(study.markers)
            ],
        },
    }


@bp.get("/sessions/<session_id>/stage")
def show_stage(session_id: str) -> Response:
    """Show the empty stage: a page of ours that holds it sends it what to show."""
    study = get_session(get_db(), SessionId(session_id)).study
    nonce = token_urlsafe(16)
    response = make_response(render_template("researcher/stage.html", nonce=nonce))
    policy = stage_policy(get_settings().base_url, study, nonce)
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
