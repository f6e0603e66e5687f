"""Judging one attempt: the page for it, and what a person says there."""

from dataclasses import dataclass
from typing import TypedDict, cast

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import get_audience, get_clock, get_db, get_settings
from recorder.ingest.people import record_act
from recorder.model.acts import Judged
from recorder.model.events import (
    ActUndone,
    PersonEvent,
    TaskRecut,
    VerdictAgreed,
    VerdictGiven,
    VerdictWithdrawn,
)
from recorder.model.ids import SessionId, StudyId, TaskId
from recorder.model.sessions import SessionRecord, SessionState
from recorder.model.studies import Study
from recorder.projections.act_checks import check_act
from recorder.projections.blindness import is_hidden
from recorder.projections.control import project_control
from recorder.projections.timeline import build_timeline
from recorder.projections.verdicts import Verdicts
from recorder.readings import read_session_reading
from recorder.report.readings import SessionReading
from recorder.storage.secret_words import draw_name
from recorder.web.names import list_names
from recorder.web.people import get_person
from recorder.web.session_page import TaskRow, build_session_page, hide_row
from recorder.web.verdict_page import (
    JUDGED,
    check_verdict,
    parse_moment,
    parse_score,
    see_verdicts,
)
from recorder.web.viewers import get_viewer

bp = Blueprint("judging", __name__)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A session as its verdicts are worked on."""

    study: Study
    record: SessionRecord
    reading: SessionReading
    row: TaskRow


def _open(session_id: str, task: str) -> _Opened:
    now_ms, abandon_ms = get_clock()(), get_settings().abandon_after_s * 1000
    version, record, reading = read_session_reading(
        get_db(), SessionId(session_id), now_ms=now_ms, abandon_after_ms=abandon_ms
    )
    page = build_session_page(
        version.study, record, reading, now_ms=now_ms, abandon_after_ms=abandon_ms, at_ms=None
    )
    row = next((one for one in page.rows if one.id == task and one.attempt), None)
    if row is None or record.session.state is SessionState.WITHDRAWN:
        abort(404)
    return _Opened(version.study, record, reading, row)


@bp.get("/sessions/<session_id>/verdict")
def show_attempt(session_id: str) -> str:
    """Show one attempt to be judged: what speaks for which outcome, and the form."""
    return _show(_open(session_id, request.args.get("task", "")))


def _show(opened: _Opened, *, problem: str = "") -> str:
    back = request.values.get("back", "")
    task = opened.row.id
    verdicts = opened.reading.verdicts.get(task, Verdicts(task))
    viewer = get_viewer(is_coding=back == "coding")
    return render_template(
        "researcher/verdict.html",
        study=opened.study,
        here="verdicts",
        session=opened.record.session,
        row=hide_row(opened.row) if is_hidden(viewer, verdicts) else opened.row,
        judging=see_verdicts(verdicts, get_person(), viewer, list_names()),
        outcomes=JUDGED,
        names=list_names(),
        given=request.form,
        problem=problem,
        back=back,
    )


class _Judgement(TypedDict):
    """What a verdict and an agreement have in common."""

    at_ms: float
    act: str
    task: TaskId
    person: str
    outcome: Judged
    score: float | None
    reason: str


def _read_judgement(opened: _Opened) -> _Judgement:
    """Read the form that both are given by.

    Raises:
        ValueError: It names no outcome, or its score is none; the message says which.
    """
    outcome = request.form.get("outcome", "")
    if outcome not in JUDGED:
        raise ValueError("Please choose an outcome.")
    try:
        score = parse_score(request.form.get("score", "")) if outcome == "partial" else None
    except ValueError:
        raise ValueError("A score is a number from 0 to 100.") from None
    return {
        "at_ms": _now_ms(opened),
        "act": draw_name(),
        "task": opened.row.id,
        "person": get_person().login,
        "outcome": cast("Judged", outcome),
        "score": score,
        "reason": request.form.get("reason", "").strip()[:2_000],
    }


@bp.post("/sessions/<session_id>/verdict")
def judge(session_id: str) -> ResponseReturnValue:
    """Take this person's verdict on one attempt; against the criterion it needs a reason."""
    opened = _open(session_id, request.form.get("task", ""))
    try:
        verdict = VerdictGiven(**_read_judgement(opened))
    except ValueError as error:
        return _show(opened, problem=str(error)), 400
    attempt = opened.row.attempt
    problem = check_verdict(attempt, verdict) if attempt else ""
    return _record(opened, verdict, problem=problem)


@bp.post("/sessions/<session_id>/verdict/agreed")
def agree(session_id: str) -> ResponseReturnValue:
    """Write down what those who judged an attempt differently agreed on."""
    opened = _open(session_id, request.form.get("task", ""))
    verdicts = opened.reading.verdicts.get(opened.row.id, Verdicts(opened.row.id))
    between = tuple(one.person for one in verdicts.standing)
    try:
        agreed = VerdictAgreed(**_read_judgement(opened), between=between)
    except ValueError as error:
        return _show(opened, problem=str(error)), 400
    problem = "" if len(between) > 1 else "Two people have to judge it before they agree."
    return _record(opened, agreed, problem=problem)


@bp.post("/sessions/<session_id>/verdict/taken-back")
def take_back(session_id: str) -> ResponseReturnValue:
    """Take back this person's verdict, or what was agreed on."""
    opened = _open(session_id, request.form.get("task", ""))
    at_ms, person = _now_ms(opened), get_person().login
    agreed = opened.reading.verdicts.get(opened.row.id, Verdicts(opened.row.id)).agreed
    undone = request.form.get("agreed", "")
    if undone:
        if agreed is None or agreed.act != undone:
            return _show(opened, problem="That was taken back already."), 400
        undo = ActUndone(at_ms=at_ms, act=draw_name(), person=person, undone=undone)
        return _record(opened, undo, is_checked=True)
    back = VerdictWithdrawn(at_ms=at_ms, act=draw_name(), task=opened.row.id, person=person)
    return _record(opened, back)


@bp.post("/sessions/<session_id>/verdict/window")
def recut(session_id: str) -> ResponseReturnValue:
    """Correct when an attempt began and ended; every measure follows."""
    opened = _open(session_id, request.form.get("task", ""))
    try:
        began_ms = parse_moment(request.form.get("started", ""))
        ended_ms = parse_moment(request.form.get("ended", ""))
    except ValueError:
        return _show(opened, problem="A moment is written as minutes and seconds: 1:23.4."), 400
    cut = TaskRecut(
        at_ms=_now_ms(opened),
        act=draw_name(),
        task=opened.row.id,
        person=get_person().login,
        started_ms=began_ms,
        ended_ms=ended_ms,
    )
    return _record(opened, cut)


def _now_ms(opened: _Opened) -> float:
    return max(0.0, get_clock()() - opened.record.session.started_ms)


def _record(
    opened: _Opened, act: PersonEvent, *, problem: str = "", is_checked: bool = False
) -> ResponseReturnValue:
    """Record an act and go back to where it was asked for; say what is wrong with one."""
    session = opened.record.session
    if not problem and not is_checked:
        control = project_control(opened.study, session, build_timeline(opened.record))
        problem = check_act(opened.study, session, control, act) or ""
    if problem:
        return _show(opened, problem=problem), 400
    record_act(get_db(), session.id, act, now_ms=get_clock()(), audience=get_audience())
    return redirect(_find_way_back(session.study, session.id, opened.row.id), 303)


def _find_way_back(study: StudyId, session: SessionId, task: TaskId) -> str:
    match request.form.get("back", ""):
        case "coding":
            return url_for("coding.show_next", study_id=study)
        case "reconcile":
            return url_for("coding.show_coding", study_id=study)
        case "verdicts":
            return url_for("verdicts.list_verdicts", study_id=study)
        case _:
            return url_for("sessions.show_session", session_id=session, _anchor=f"task-{task}")
