"""The sessions of a study, one session, and what a person may do with it."""

from dataclasses import replace

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import find_known_study, find_version, get_clock, get_db, get_settings
from recorder.model.audits import AuditAct
from recorder.model.events import PersonEvent, SessionExcluded, SessionIncluded
from recorder.model.ids import SessionId, StudyId
from recorder.model.sessions import SessionState
from recorder.projections.sound import project_sound
from recorder.readings import read_session_reading, read_study_readings
from recorder.report.blinding import list_hidden
from recorder.report.readings import SessionReading
from recorder.report.tables import Cell
from recorder.storage.erasure import erase_session
from recorder.storage.log import append_events
from recorder.storage.sessions import get_session
from recorder.storage.sound import list_takes
from recorder.storage.transcripts import list_transcripts
from recorder.web.audits import note
from recorder.web.names import list_names
from recorder.web.people import get_person
from recorder.web.session_page import SHOWN, build_session_page, hide_row
from recorder.web.session_table import list_rows, write_csv
from recorder.web.verdict_page import JUDGED, see_verdicts
from recorder.web.viewers import get_viewer

bp = Blueprint("sessions", __name__)


def _read_sessions(study_id: str) -> list[SessionReading]:
    find_known_study(StudyId(study_id))
    abandon_ms = get_settings().abandon_after_s * 1000
    _, readings = read_study_readings(
        get_db(), StudyId(study_id), now_ms=get_clock()(), abandon_after_ms=abandon_ms
    )
    return readings


@bp.get("/studies/<study_id>/sessions")
def list_sessions(study_id: str) -> str:
    """List a study's sessions, newest first, of one state or of all."""
    study = find_known_study(StudyId(study_id)).study
    readings = _read_sessions(study_id)
    wanted = request.args.get("state", "")
    shown = [each for each in reversed(readings) if wanted in ("", each.session.state)]
    return render_template(
        "researcher/sessions.html",
        study=study,
        here="sessions",
        readings=shown,
        titles={task.id: task.title for task in study.tasks},
        hidden=list_hidden(shown, get_viewer()),
        total=len(readings),
        wanted=wanted,
    )


def _list_seen_rows(study_id: str) -> list[dict[str, Cell]]:
    readings = _read_sessions(study_id)
    return list_rows(readings, list_hidden(readings, get_viewer()))


@bp.get("/studies/<study_id>/sessions.json")
def send_sessions_json(study_id: str) -> Response:
    """Send the same as JSON, one object for each session and task."""
    rows = _list_seen_rows(study_id)
    note(AuditAct.DOWNLOADED, study_id, "sessions, json")
    return jsonify({"study": study_id, "rows": rows})


@bp.get("/studies/<study_id>/sessions.csv")
def send_sessions_csv(study_id: str) -> Response:
    """Send the same as a table, one row for each session and task."""
    text = write_csv(_list_seen_rows(study_id))
    note(AuditAct.DOWNLOADED, study_id, "sessions, csv")
    response = Response(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename={study_id}-sessions.csv"
    return response


@bp.get("/sessions/<session_id>")
def show_session(session_id: str) -> str:
    """Show one session: what came of each task, and everything that happened."""
    now_ms, abandon_ms = get_clock()(), get_settings().abandon_after_s * 1000
    show = request.args.get("show", "")
    version, record, reading = read_session_reading(
        get_db(), SessionId(session_id), now_ms=now_ms, abandon_after_ms=abandon_ms
    )
    names, viewer = list_names(), get_viewer()
    page = build_session_page(
        version.study,
        record,
        reading,
        now_ms=now_ms,
        abandon_after_ms=abandon_ms,
        at_ms=request.args.get("t", type=float),
        show=show,
        people=names,
        viewer=viewer,
    )
    judgings = {
        row.id: see_verdicts(row.verdicts, get_person(), viewer, names) for row in page.rows
    }
    rows = (hide_row(row) if judgings[row.id].is_blind else row for row in page.rows)
    page = replace(page, rows=tuple(rows))
    return render_template(
        "researcher/session.html",
        study=version.study,
        here="sessions",
        session=record.session,
        reading=reading,
        page=page,
        show=show if show in SHOWN else "",
        parts=SHOWN,
        sound=project_sound(record, list_takes(get_db(), record.session.id)),
        transcripts=list_transcripts(get_db(), record.session.id),
        names=names,
        judgings=judgings,
        outcomes=JUDGED,
        titles={row.id: row.title for row in page.rows},
        markers={marker.id: marker.title for marker in version.study.markers},
    )


@bp.post("/sessions/<session_id>")
def judge(session_id: str) -> ResponseReturnValue:
    """Leave a session out of the report, for a reason, or take it back in."""
    session = get_session(get_db(), SessionId(session_id))
    now_ms = get_clock()()
    at_ms = max(0.0, now_ms - session.started_ms)
    reason = request.form.get("reason", "").strip()[:2_000]
    event: PersonEvent
    if request.form.get("include"):
        event = SessionIncluded(at_ms=at_ms, person=get_person().login)
        act = AuditAct.SESSION_INCLUDED
        flash("The session counts again.")
    else:
        event = SessionExcluded(
            at_ms=at_ms, person=get_person().login, reason=reason or "no reason given"
        )
        act = AuditAct.SESSION_EXCLUDED
        flash("The session is left out of the report. Its data stay.")
    if session.state is not SessionState.WITHDRAWN:
        get_db().write(lambda log: append_events(log, session, [event], now_ms=now_ms))
        note(act, session.id, session.study)
    return redirect(url_for("sessions.show_session", session_id=session.id), 303)


@bp.get("/sessions/<session_id>/erase")
def ask_erasure(session_id: str) -> str:
    """Ask before a participant's data are erased for good."""
    session = get_session(get_db(), SessionId(session_id))
    study = find_version(session.version).study
    return render_template(
        "researcher/erase.html", study=study, here="sessions", session=session, is_wrong=False
    )


@bp.post("/sessions/<session_id>/erase")
def erase(session_id: str) -> ResponseReturnValue:
    """Erase a participant's data, once the pseudonym was typed."""
    session = get_session(get_db(), SessionId(session_id))
    if request.form.get("participant", "").strip() != session.participant:
        study = find_version(session.version).study
        return render_template(
            "researcher/erase.html", study=study, here="sessions", session=session, is_wrong=True
        ), 400
    erase_session(get_db(), session.id, now_ms=get_clock()())
    note(AuditAct.ERASED, session.id, f"{session.participant} of {session.study}")
    flash(f"The data of {session.participant} are erased.")
    return redirect(url_for("sessions.list_sessions", study_id=session.study), 303)
