"""Where participants see what is stored of them and erase it, by the code they were given."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from recorder.context import find_version, get_clock, get_db
from recorder.model.audits import AuditAct
from recorder.model.events import RatingGiven
from recorder.model.questions import Question
from recorder.model.sessions import Session, SessionRecord, SessionState
from recorder.model.sound import Take
from recorder.model.studies import Study
from recorder.storage.erasure import erase_session
from recorder.storage.log import read_record
from recorder.storage.sessions import find_session_by_withdrawal_code
from recorder.storage.sound import list_takes
from recorder.web.audits import note
from recorder.web.join import show_step
from recorder.web.starts import get_starts
from recorder.web.texts import texts_for
from recorder.web.wording import answer_text

bp = Blueprint("withdraw", __name__, url_prefix="/withdraw")

FAMILIES = {
    "session": "family_session",
    "epoch": "family_other",
    "consent": "family_consent",
    "task": "family_task",
    "rating": "family_rating",
    "problem": "family_problem",
    "page": "family_page",
    "view": "family_page",
    "element": "family_element",
    "pointer": "family_pointer",
    "field": "family_field",
    "key": "family_key",
    "dom": "family_dom",
    "sound": "family_sound",
    "script": "family_script",
    "request": "family_script",
}
"""Which text describes a family of events, by the first word of their type."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of one participant, to be read by that participant.

    Attributes:
        since_ms: When consent was given, ms since 1970.
        counts: Keys of the texts for families of events, and how many there are.
        answers: Questions as they were asked, and the answers.
        sound_ms: How much of the participant's voice there is.
    """

    participant: str
    since_ms: float
    counts: tuple[tuple[str, int], ...]
    answers: tuple[tuple[str, str], ...]
    sound_ms: float = 0.0


def describe_stored(study: Study, record: SessionRecord, takes: Sequence[Take] = ()) -> Stored:
    """Count what is stored, and list every answer."""
    events = [event for epoch in record.epochs for event in epoch.events]
    words = (str(event.__struct_config__.tag).partition(".")[0] for event in events)
    counts = Counter(FAMILIES.get(word, "family_other") for word in words)
    asked = {str(question.id): question.ask for question in _list_questions(study)}
    answers = {
        (event.task, event.question): event.value
        for event in events
        if isinstance(event, RatingGiven)
    }
    return Stored(
        record.session.participant,
        record.session.started_ms,
        tuple(counts.most_common()),
        (
            *((question, answer) for question, answer in _screener(study, record.session)),
            *(
                (asked.get(question, question), answer_text(value))
                for (_, question), value in answers.items()
                if value is not None
            ),
        ),
        sound_ms=sum(take.length_ms for take in takes),
    )


def write_minutes(ms: float, say: Mapping[str, str]) -> str:
    """Write a length of time in whole minutes, as people say it."""
    count = round(ms / 60_000)
    if count == 1:
        return say["one_minute"]
    return say["many_minutes"].format(count=count) if count else say["below_minute"]


def _list_questions(study: Study) -> Iterator[Question]:
    for task in study.tasks:
        yield from task.questions
    yield from study.after_study


def _screener(study: Study, session: Session) -> Iterator[tuple[str, str]]:
    for question in study.screener:
        if question.id in session.screener:
            yield question.ask, session.screener[question.id]


@bp.get("")
def ask_code() -> str:
    """Ask for the withdrawal code."""
    return _show_form("")


@bp.post("")
def show_stored() -> ResponseReturnValue:
    """Show what is stored under a code."""
    session = _find_session()
    if not isinstance(session, Session):
        return session
    study = find_version(session.version).study
    takes = list_takes(get_db(), session.id)
    stored = describe_stored(study, read_record(get_db(), session.id), takes)
    minutes = write_minutes(stored.sound_ms, texts_for(study.language))
    return show_step("stored", study, stored=stored, minutes=minutes, code=request.form["code"])


@bp.post("/confirm")
def ask_again() -> ResponseReturnValue:
    """Ask once more before everything is erased."""
    session = _find_session()
    if not isinstance(session, Session):
        return session
    study = find_version(session.version).study
    return show_step("erase", study, code=request.form["code"])


@bp.post("/erase")
def erase() -> ResponseReturnValue:
    """Erase everything and give a receipt."""
    session = _find_session()
    if not isinstance(session, Session):
        return session
    study = find_version(session.version).study
    erasure = erase_session(get_db(), session.id, now_ms=get_clock()())
    note(AuditAct.ERASED, session.id, f"{session.participant} of {session.study}, by their code")
    return show_step("erased", study, erased_ms=erasure.erased_ms, participant=session.participant)


def _find_session() -> Session | ResponseReturnValue:
    """Find the session whose code was typed, or the page that says why not."""
    tries, now_ms = get_starts().wrong_codes, get_clock()()
    address = request.remote_addr or ""
    if tries.is_over(address, now_ms):
        return _show_form("withdraw_busy"), 429
    session = find_session_by_withdrawal_code(get_db(), request.form.get("code", ""))
    if session is None or session.state is SessionState.WITHDRAWN:
        tries.count(address, now_ms)
        return _show_form("withdraw_wrong"), 404
    return session


def _show_form(problem: str) -> str:
    language = request.accept_languages.best_match(("en", "de")) or "en"
    return render_template(
        "participant/withdraw.html",
        study=None,
        language=language,
        say=texts_for(language),
        problem=problem,
    )
