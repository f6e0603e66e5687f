"""Sessions: started once somebody agreed, found by what people and pages hold."""

from dataclasses import dataclass, field, replace
from hashlib import sha256
from json import dumps

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from recorder.config import LIMITS
from recorder.errors import ConsentRequiredError, GoneError, NotAllowedError, NotFoundError
from recorder.model.assignment import order_tasks, pick_variant
from recorder.model.events import ConsentGiven
from recorder.model.ids import ParticipantId, SessionId, StudyId, TaskId, VariantId
from recorder.model.sessions import Session, SessionMode, SessionState
from recorder.model.studies import StudyVersion
from recorder.storage.database import Database
from recorder.storage.invitations import read_mode, use_invitation
from recorder.storage.log import append_events
from recorder.storage.secret_words import draw_code, draw_name, draw_token, hash_secret, read_code
from recorder.storage.session_rows import read_session, select_sessions
from recorder.storage.studies import insert_study_version, read_is_closed
from recorder.storage.tables import consents, sessions


@dataclass(frozen=True, slots=True)
class NewSession:
    """What somebody asks for who wants to take part.

    Attributes:
        consent_version: Version of the consent text the participant agreed to; None when
            the participant did not agree.
        choices: What they chose of the consent's choices; a missing one counts as no.
        invitation: Secret of an invitation; None for the open link.
        variant: Asked for by name (a researcher's try); None lets the study assign one.
        mode: Who leads it; what an invitation says counts before this.
        now_ms: Wall clock, ms since 1970.
    """

    version: StudyVersion
    consent_version: int | None
    now_ms: float
    choices: dict[str, bool] = field(default_factory=dict)
    invitation: str | None = None
    variant: VariantId | None = None
    screener: dict[str, str] = field(default_factory=dict)
    is_test: bool = False
    mode: SessionMode = SessionMode.UNMODERATED


@dataclass(frozen=True, slots=True)
class StartedSession:
    """A session, and the two secrets of it that are shown only now.

    Attributes:
        token: Lets a page append to it.
        withdrawal_code: Lets the participant see and erase it.
    """

    session: Session
    token: str
    withdrawal_code: str


def start_session(db: Database, new: NewSession) -> StartedSession:
    """Start a session: use the invitation, assign variant and tasks, record the consent.

    All of it happens or nothing.

    Raises:
        ConsentRequiredError: There is no consent to the text of this version.
        NotAllowedError: The study takes participants by invitation only.
        NotFoundError: There is no such invitation, or no such variant.
        ConflictError: The invitation is used up.
        GoneError: The study or the invitation was closed, or the study is full.
    """
    _check_consent(new)
    token, code = draw_token("ses"), draw_code()
    session = db.write(lambda connection: _start(connection, new, token, code))
    return StartedSession(session, token, code)


def get_session(db: Database, session: SessionId) -> Session:
    """Get a session by its id.

    Raises:
        NotFoundError: There is no such session.
    """
    found = _find(db, sessions.c.id == session)
    if found is None:
        raise NotFoundError("there is no such session")
    return found


def find_session_by_token(db: Database, token: str) -> Session | None:
    """Find the session that a page may append to."""
    return _find(db, sessions.c.token_hash == hash_secret(token))


def find_session_by_withdrawal_code(db: Database, code: str) -> Session | None:
    """Find the session whose participant typed this code."""
    return _find(db, sessions.c.code_hash == read_code(code))


def list_sessions(db: Database, study: StudyId) -> list[Session]:
    """List a study's sessions, oldest first, withdrawn ones and tries too."""
    query = select_sessions().where(sessions.c.study == study)
    with db.read() as connection:
        found = connection.execute(query.order_by(sessions.c.started_ms, sessions.c.id))
        return [read_session(row) for row in found]


def set_session_state(db: Database, session: SessionId, state: SessionState) -> None:
    """Set where a session stands; a withdrawn one stays withdrawn."""
    query = update(sessions).where(
        sessions.c.id == session, sessions.c.state != SessionState.WITHDRAWN
    )
    db.change(query.values(state=state))


def _find(db: Database, condition: ColumnElement[bool]) -> Session | None:
    with db.read() as connection:
        row = connection.execute(select_sessions().where(condition)).first()
    return None if row is None else read_session(row)


def _check_consent(new: NewSession) -> None:
    asked = new.version.study.consent
    if new.consent_version != asked.version:
        raise ConsentRequiredError("the participant has not agreed to this study's consent text")
    unknown = set(new.choices) - set(new.version.study.choice_ids)
    if unknown:
        raise ConsentRequiredError("the consent names a choice that the study does not offer")


def _start(connection: Connection, new: NewSession, token: str, code: str) -> Session:
    study = new.version.study
    _check_room(connection, study.id)
    is_led_here = new.is_test or new.mode is SessionMode.BY_HAND
    if new.invitation is None and not (study.participants.open or is_led_here):
        raise NotAllowedError("this study takes participants by invitation only")
    used = new.invitation and use_invitation(connection, study.id, new.invitation)
    if used:
        new = replace(new, mode=read_mode(connection, int(used)))
    insert_study_version(connection, new.version, now_ms=new.now_ms)
    session, number = _assign(connection, new)
    _insert(connection, session, number, invitation=used or None, token=token, code=code)
    _insert_consent(connection, session, study.consent.version)
    given = ConsentGiven(at_ms=0, version=session.consent_version, choices=session.choices)
    append_events(connection, session, [given], now_ms=new.now_ms)
    return session


def _check_room(connection: Connection, study: StudyId) -> None:
    if read_is_closed(connection, study):
        raise GoneError("closed")
    count = select(func.count()).select_from(sessions).where(sessions.c.study == study)
    if (connection.scalar(count) or 0) >= LIMITS.study_sessions:
        raise GoneError("full")


def _assign(connection: Connection, new: NewSession) -> tuple[Session, int]:
    """Decide who the participant is, and what they get in which order."""
    study, name = new.version.study, SessionId(draw_name())
    number = _next_number(connection, study.id, is_test=new.is_test)
    variant = _assign_variant(connection, new, seed=name)
    row = _count_by_variant(connection, study.id, is_test=new.is_test).get(variant, 0)
    tasks = [TaskId(task.id) for task in study.tasks]
    choices = {choice: new.choices.get(choice, False) for choice in study.choice_ids}
    session = Session(
        id=name,
        study=study.id,
        version=new.version.hash,
        # Tries are counted apart, so that they take no participant's place in the balance.
        participant=ParticipantId(f"{'t' if new.is_test else 'p'}{number:02}"),
        variant=variant,
        tasks=order_tasks(tasks, study.order, seed=name, row=row),
        state=SessionState.OPEN,
        started_ms=new.now_ms,
        last_received_ms=None,
        consent_version=sha256(study.consent.text.encode()).hexdigest(),
        choices=choices,
        screener=dict(new.screener),
        is_test=new.is_test,
        mode=new.mode,
    )
    return session, number


def _assign_variant(connection: Connection, new: NewSession, *, seed: str) -> VariantId | None:
    offered = [variant.id for variant in new.version.study.variants]
    if new.variant is None:
        filled = _count_by_variant(
            connection, new.version.study.id, is_test=new.is_test, with_withdrawn=False
        )
        known = {each: count for each, count in filled.items() if each is not None}
        return pick_variant(offered, known, seed=seed)
    if new.variant not in offered:
        raise NotFoundError("the study has no such variant")
    return new.variant


def _next_number(connection: Connection, study: StudyId, *, is_test: bool) -> int:
    highest = select(func.max(sessions.c.number)).where(
        sessions.c.study == study, sessions.c.is_test == int(is_test)
    )
    return (connection.scalar(highest) or 0) + 1


def _count_by_variant(
    connection: Connection, study: StudyId, *, is_test: bool, with_withdrawn: bool = True
) -> dict[VariantId | None, int]:
    query = select(sessions.c.variant, func.count().label("filled")).where(
        sessions.c.study == study, sessions.c.is_test == int(is_test)
    )
    if not with_withdrawn:
        query = query.where(sessions.c.state != SessionState.WITHDRAWN)
    found = connection.execute(query.group_by(sessions.c.variant))
    return {row.variant: row.filled for row in found}


def _insert(
    connection: Connection,
    session: Session,
    number: int,
    *,
    invitation: int | str | None,
    token: str,
    code: str,
) -> None:
    row = {
        "id": session.id,
        "study": session.study,
        "version": session.version,
        "number": number,
        "participant": session.participant,
        "variant": session.variant,
        "tasks": dumps(session.tasks),
        "state": session.state,
        "started_ms": session.started_ms,
        "screener": dumps(session.screener),
        "is_test": int(session.is_test),
        "invitation": invitation,
        "token_hash": hash_secret(token),
        "code_hash": read_code(code),
        "events": 0,
        "bytes": 0,
        "is_erasing": 0,
        "mode": session.mode,
    }
    connection.execute(insert(sessions).values(**row))


def _insert_consent(connection: Connection, session: Session, version: int) -> None:
    row = {
        "session": session.id,
        "text_hash": session.consent_version,
        "version": version,
        "choices": dumps(session.choices),
        "given_ms": session.started_ms,
    }
    connection.execute(insert(consents).values(**row))
