"""Sessions without the snippet: paper, a kiosk, a native app, a call.

A moderator starts one for a participant who agreed on paper or by voice, and leads and
records it from the room; no page appends to it, so its token is handed to nobody.
"""

from secrets import token_urlsafe

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import find_study, get_audience, get_clock, get_db, get_settings
from recorder.errors import ConsentRequiredError, GoneError
from recorder.ingest.people import record_act
from recorder.model.audits import AuditAct
from recorder.model.events import NoteAdded
from recorder.model.ids import StudyId
from recorder.model.sessions import SessionMode
from recorder.model.studies import Study, StudyVersion
from recorder.storage.secret_words import draw_name
from recorder.storage.sessions import StartedSession
from recorder.web.audits import note
from recorder.web.overview import write_code
from recorder.web.people import get_person
from recorder.web.starts import GivenConsent, StartRequest, begin, get_starts
from recorder.web.texts import texts_for

bp = Blueprint("by_hand", __name__)

WAYS = {"paper": "on paper", "voice": "by word of mouth"}
"""How somebody may agree where no page asks."""


@bp.get("/studies/<study_id>/by-hand")
def ask(study_id: str) -> str:
    """Ask what the session is about, and whether the participant has agreed."""
    return _show_form(find_study(StudyId(study_id)).study)


@bp.post("/studies/<study_id>/by-hand")
def start(study_id: str) -> ResponseReturnValue:
    """Start the session and show its withdrawal code, for the participant to take along."""
    version = find_study(StudyId(study_id))
    if request.form.get("consent") not in WAYS:
        return _show_form(version.study, problem="consent"), 400
    try:
        started = _begin_once(version, once=request.form.get("once", ""))
    except ConsentRequiredError:
        return _show_form(version.study, problem="changed"), 409
    except GoneError as error:
        return _show_form(version.study, problem=error.why), 410
    except ValueError:
        abort(400)
    return _show_slip(version.study, started)


def _show_form(study: Study, *, problem: str = "") -> str:
    return render_template(
        "researcher/by_hand.html",
        study=study,
        here="moderate",
        given=request.form,
        ways=WAYS,
        once=token_urlsafe(16),
        problem=problem,
    )


def _show_slip(study: Study, started: StartedSession) -> str:
    withdraw = get_settings().base_url + url_for("withdraw.ask_code")
    session = started.session
    return render_template(
        "researcher/by_hand_slip.html",
        study=study,
        here="moderate",
        session=session,
        code=started.withdrawal_code,
        withdraw=withdraw,
        drawing=write_code(withdraw),
        say=texts_for(study.language),
        room=url_for("rooms.show_room", session_id=session.id),
    )


def _begin_once(version: StudyVersion, *, once: str) -> StartedSession:
    """Start a session, or answer the one that this very form has started before."""
    starts = get_starts()
    with starts.lock:
        started = starts.recent.get(once) if once else None
        if started is None:
            started = begin(
                version, _read_request(version.study), is_trusted=True, mode=SessionMode.BY_HAND
            )
            _note_setting(started)
            note(AuditAct.BEGUN_BY_HAND, started.session.id, started.session.study)
            if once:
                starts.remember(once, started)
        return started


def _read_request(study: Study) -> StartRequest:
    written = request.form.get("version", "")
    choices = {each.id: f"choice.{each.id}" in request.form for each in study.consent.choices}
    return StartRequest(
        v=1,
        study=study.id,
        consent=GivenConsent(int(written) if written.isdecimal() else 0, choices),
        variant=request.form.get("variant") or None,
        test=bool(request.form.get("test")),
    )


def _note_setting(started: StartedSession) -> None:
    """Write down what was tested and how the participant agreed, as the session's first note."""
    what = request.form.get("what", "").strip()[:2_000]
    how = f"The participant agreed {WAYS[request.form['consent']]}."
    setting = NoteAdded(
        at_ms=0,
        note=draw_name(),
        person=get_person().login,
        text=f"{what}\n{how}" if what else how,
        moment_ms=0,
    )
    record_act(get_db(), started.session.id, setting, now_ms=get_clock()(), audience=get_audience())
