"""How a participant comes in; nothing is stored before consent."""

from collections.abc import Mapping
from secrets import token_urlsafe

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import find_study, get_db
from recorder.errors import ConflictError, ConsentRequiredError, GoneError, NotFoundError
from recorder.model.ids import StudyId
from recorder.model.sessions import SessionMode
from recorder.model.studies import Study, StudyVersion
from recorder.storage.invitations import check_invitation
from recorder.storage.sessions import StartedSession
from recorder.web.addresses import read_secret_of
from recorder.web.api import start_link
from recorder.web.headers import WITH_MICROPHONE
from recorder.web.parts import is_sound_allowed
from recorder.web.plan import describe_plan
from recorder.web.session_answer import list_consent_choices
from recorder.web.starts import (
    REFUSALS,
    GivenConsent,
    StartRequest,
    begin,
    count_refusal,
    get_starts,
    is_rejected,
)
from recorder.web.texts import texts_for

bp = Blueprint("join", __name__, url_prefix="/join")


def show_step(page: str, study: Study, **values: object) -> str:
    """Show one page to a participant, in the study's language."""
    steps = 3 if study.screener else 2
    say = texts_for(study.language)
    return render_template(f"participant/{page}.html", study=study, say=say, steps=steps, **values)


def show_kind(study: Study, name: str, *, way_back: str = "") -> str:
    """Show a page that says one thing in a kind way.

    Args:
        study: Gives the language.
        name: Its texts are `<name>_title` and `<name>_words`.
        way_back: Key of the link's words; "" for no link.
    """
    words = texts_for(study.language).get(way_back, "")
    return show_step("kind", study, name=name, way_back=words)


@bp.get("/<study_id>")
def show_welcome(study_id: str) -> str:
    """Show what to expect; looking at it uses no invitation up."""
    study = find_study(StudyId(study_id)).study
    return show_step("welcome", study, plan=describe_plan(study, texts_for(study.language)))


@bp.get("/<study_id>/<any(questions, consent, start):step>")
def go_back(study_id: str, step: str) -> ResponseReturnValue:
    """Begin again when a later page is opened by its address."""
    del step
    return redirect(url_for("join.show_welcome", study_id=study_id), 303)


@bp.post("/<study_id>/questions")
def ask_questions(study_id: str) -> ResponseReturnValue:
    """Ask the screener's questions, or go on where there are none.

    An invitation that would be refused after the consent is refused before anything is asked.
    """
    study = find_study(StudyId(study_id)).study
    invite = _read_invite()
    try:
        if invite:
            check_invitation(get_db(), study.id, invite)
    except (GoneError, *REFUSALS) as error:
        return _show_refusal(study, error)
    if not study.screener:
        return _show_consent(study, {})
    return show_step("questions", study, invite=invite, given={}, missing=[])


@bp.post("/<study_id>/consent")
def ask_consent(study_id: str) -> str:
    """Ask for consent, unless an answer is missing or sends the participant away."""
    study = find_study(StudyId(study_id)).study
    given = read_answers(study, request.form)
    missing = [question for question in study.screener if question.id not in given]
    if missing:
        return show_step("questions", study, invite=_read_invite(), given=given, missing=missing)
    if is_rejected(study, given):
        return show_kind(study, "not_suited")
    return _show_consent(study, given)


@bp.post("/<study_id>/start")
def start(study_id: str) -> ResponseReturnValue:
    """Start the session of a participant who agreed; whoever did not leaves no trace."""
    version = find_study(StudyId(study_id))
    if request.form.get("agreed") != "yes":
        return show_kind(version.study, "refused", way_back="change_mind")
    given = read_answers(version.study, request.form)
    if is_rejected(version.study, given):
        return show_kind(version.study, "not_suited")
    try:
        started = _begin_once(version, given, once=request.form.get("once", ""))
    except ConsentRequiredError:
        return _show_consent(version.study, given, has_changed=True)
    except (GoneError, *REFUSALS) as error:
        return _show_refusal(version.study, error)
    return _show_ready(version, started)


def _begin_once(version: StudyVersion, given: Mapping[str, str], *, once: str) -> StartedSession:
    """Start a session, or answer the one that this very page has started before."""
    starts = get_starts()
    with starts.lock:
        started = starts.recent.get(once) if once else None
        if started is None:
            started = begin(version, _read_request(version.study, given))
            if once:
                starts.remember(once, started)
        return started


def _show_ready(version: StudyVersion, started: StartedSession) -> ResponseReturnValue:
    has_sound = is_sound_allowed(version.study, started.session)
    page = show_step(
        "ready",
        version.study,
        started=started,
        is_moderated=started.session.mode is SessionMode.MODERATED,
        start=start_link(version, started),
        has_sound=has_sound,
    )
    # The one page of ours that may use a microphone: to try it before the test.
    return page, 200, {"Permissions-Policy": WITH_MICROPHONE} if has_sound else {}


def _show_refusal(study: Study, error: Exception) -> ResponseReturnValue:
    if isinstance(error, GoneError):
        return show_kind(study, "full" if error.why == "full" else "closed"), 410
    if count_refusal():
        return show_kind(study, "busy"), 429
    if isinstance(error, ConflictError):
        return show_kind(study, "used"), 409
    return show_kind(study, "unknown", way_back="back"), 404 if isinstance(
        error, NotFoundError
    ) else 403


def _show_consent(study: Study, given: Mapping[str, str], *, has_changed: bool = False) -> str:
    invite = _read_invite()
    return show_step(
        "consent",
        study,
        invite=invite,
        is_moderated=_find_mode(study, invite) is SessionMode.MODERATED,
        given=given,
        once=token_urlsafe(16),
        has_changed=has_changed,
        choices=list_consent_choices(study),
    )


def _find_mode(study: Study, invite: str) -> SessionMode:
    """Find out who would lead; an invitation that would be refused is refused at the start."""
    try:
        return check_invitation(get_db(), study.id, invite) if invite else SessionMode.UNMODERATED
    except (GoneError, *REFUSALS):
        return SessionMode.UNMODERATED


def _read_invite() -> str:
    """Read an invitation, also from a whole link that was pasted."""
    return read_secret_of(request.form.get("invite", ""))


def read_answers(study: Study, form: Mapping[str, str]) -> dict[str, str]:
    """Read the screener's answers; what is not one of the choices counts as missing."""
    asked = ((question, form.get(f"screener.{question.id}", "")) for question in study.screener)
    return {question.id: answer for question, answer in asked if answer in question.choices}


def _read_request(study: Study, given: Mapping[str, str]) -> StartRequest:
    written = request.form.get("version", "")
    choices = {each: f"choice.{each}" in request.form for each in study.choice_ids}
    return StartRequest(
        v=1,
        study=study.id,
        invite=_read_invite() or None,
        consent=GivenConsent(int(written) if written.isdecimal() else 0, choices),
        screener=dict(given),
    )
