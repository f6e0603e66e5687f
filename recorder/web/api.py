"""The wire besides ingest: starting a session, its own state, what a study asks for.

No cookie is read and every origin may call: what opens a session is its token.
"""

from dataclasses import asdict, replace

import msgspec
from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from recorder.context import find_study, find_version, get_db, get_settings
from recorder.errors import ConflictError, NotFoundError, RecorderError
from recorder.model.events import SessionEnded
from recorder.model.ids import StudyId
from recorder.model.sessions import SessionMode, SessionRecord, SessionState
from recorder.model.studies import Study, StudyVersion
from recorder.projections.control import project_control
from recorder.projections.progress import project_progress
from recorder.projections.timeline import build_timeline
from recorder.storage.log import read_record
from recorder.storage.sessions import StartedSession, find_session_by_token
from recorder.web.addresses import after_address, start_address, with_secret
from recorder.web.control_answer import write_control
from recorder.web.devices import describe_device
from recorder.web.headers import allow_every_origin
from recorder.web.problems import find_status, find_word, show_problem
from recorder.web.session_answer import write_session, write_study, write_tasks
from recorder.web.starts import REFUSALS, StartRequest, begin, count_refusal
from recorder.web.texts import texts_for

bp = Blueprint("api", __name__, url_prefix="/v1")
bp.after_request(allow_every_origin)

_decoder = msgspec.json.Decoder(StartRequest)


@bp.route("/sessions", methods=["OPTIONS"], endpoint="allow_starting")
@bp.route("/session", methods=["OPTIONS"], endpoint="allow_reading")
@bp.route("/studies/<study_id>", methods=["OPTIONS"], endpoint="allow")
def allow(study_id: str = "") -> ResponseReturnValue:
    """Answer a browser that asks whether another origin's page may call."""
    del study_id
    return "", 204


@bp.post("/sessions")
def start_session() -> ResponseReturnValue:
    """Start a session after consent; what is refused stores nothing."""
    try:
        asked = _decoder.decode(request.get_data())
        version = find_study(StudyId(asked.study))
        started = begin(version, asked)
    except (msgspec.DecodeError, ValueError):
        return show_problem(400)
    except REFUSALS as error:
        return _refuse(error)
    return jsonify(write_started(version, started)), 201


def _refuse(error: RecorderError) -> Response:
    if count_refusal():
        return show_problem(429, retry_after_s=60)
    words = {404: "not_found", 409: "invite_used", 403: "not_allowed"}
    status = find_status(error)
    is_used = isinstance(error, ConflictError)
    return show_problem(status, word=words[409] if is_used else find_word(error, words[status]))


def write_started(version: StudyVersion, started: StartedSession) -> dict[str, object]:
    """Write the answer to a start: the only time that token and code are told."""
    session = started.session
    return {
        "session": session.id,
        "token": started.token,
        "withdrawal_code": started.withdrawal_code,
        "participant": session.participant,
        "variant": session.variant,
        "tasks": write_tasks(version.study, session),
        "start": start_link(version, started),
    }


def start_link(version: StudyVersion, started: StartedSession) -> str:
    """Write where the participant goes on, with the token in the fragment."""
    base_url = get_settings().base_url
    study = version.study
    start = start_address(base_url, study, started.session.variant)
    address = start or after_address(base_url, study.id, version.hash)
    return with_secret(address, started.token)


@bp.get("/session")
def show_session() -> ResponseReturnValue:
    """Tell the panel how its own session stands."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    session = find_session_by_token(get_db(), token.strip()) if scheme == "Bearer" else None
    if session is None:
        return show_problem(401, word="unknown_token")
    if session.state is SessionState.WITHDRAWN:
        return show_problem(410, word="withdrawn")
    version = find_version(session.version)
    record = read_record(get_db(), session.id)
    progress = project_progress(version.study, record)
    seen = replace(session, state=_read_state(record))
    told = write_session(version, seen, progress, base_url=get_settings().base_url)
    device = describe_device(request.headers.get("User-Agent", ""))
    return jsonify({**told, **_write_lead(version.study, record), "device": asdict(device)})


def _read_state(record: SessionRecord) -> SessionState:
    """Read whether the page may go on: a moderator's end leaves it the last questions."""
    session = record.session
    is_led = session.mode is SessionMode.MODERATED and session.state is SessionState.FINISHED
    events = (event for epoch in record.epochs for event in epoch.events)
    if is_led and not any(isinstance(event, SessionEnded) for event in events):
        return SessionState.OPEN
    return session.state


def _write_lead(study: Study, record: SessionRecord) -> dict[str, object]:
    """Write what a moderator wants, where one leads."""
    if record.session.mode is not SessionMode.MODERATED:
        return {}
    control = project_control(study, record.session, build_timeline(record))
    return {"control": write_control(study, control, texts_for(study.language))}


@bp.get("/studies/<study_id>")
def show_study(study_id: str) -> ResponseReturnValue:
    """Tell what a participant may know before consent."""
    try:
        return jsonify(write_study(find_study(StudyId(study_id)).study))
    except NotFoundError:
        return show_problem(404)
