"""Invitations: secrets that start a session, used up as sessions start; only hashes are kept."""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from recorder.errors import ConflictError, GoneError, NotFoundError
from recorder.model.ids import StudyId
from recorder.model.sessions import SessionMode
from recorder.storage.database import Database
from recorder.storage.secret_words import draw_token, hash_secret
from recorder.storage.tables import invitations


@dataclass(frozen=True, slots=True)
class Invitation:
    """One invitation to a study.

    Attributes:
        secret: `inv_` and 22 characters; None once handed out, as only its hash is kept.
        uses: Sessions it may start.
        used: Sessions it has started.
        created_ms: When it was made, ms since 1970.
        closed_ms: When it was closed, ms since 1970; None while it is open.
        mode: Who leads the sessions that it starts.
    """

    id: int
    study: StudyId
    label: str
    uses: int
    used: int
    created_ms: float
    closed_ms: float | None = None
    secret: str | None = None
    mode: SessionMode = SessionMode.UNMODERATED


def add_invitations(
    db: Database,
    study: StudyId,
    count: int,
    *,
    now_ms: float,
    uses: int = 1,
    label: str = "",
    mode: SessionMode = SessionMode.UNMODERATED,
) -> list[Invitation]:
    """Make invitations and return them with their secrets, which are shown only now.

    Raises:
        ValueError: `count` or `uses` is below 1.
    """
    if count < 1 or uses < 1:
        raise ValueError(f"an invitation is made and used at least once, not {count}, {uses}")

    def add(connection: Connection) -> list[Invitation]:
        return [_add_one(connection, study, uses, label, now_ms, mode) for _ in range(count)]

    return db.write(add)


def list_invitations(db: Database, study: StudyId) -> list[Invitation]:
    """List a study's invitations, oldest first, without their secrets."""
    query = select(invitations).where(invitations.c.study == study).order_by(invitations.c.id)
    with db.read() as connection:
        return [
            Invitation(
                row.id,
                study,
                row.label,
                row.uses,
                row.used,
                row.created_ms,
                row.closed_ms,
                mode=SessionMode(row.mode),
            )
            for row in connection.execute(query)
        ]


def close_invitation(db: Database, invitation: int, *, now_ms: float) -> None:
    """Let an invitation start no further session."""
    query = update(invitations).where(invitations.c.id == invitation)
    db.change(query.values(closed_ms=now_ms))


def check_invitation(db: Database, study: StudyId, secret: str) -> SessionMode:
    """Find out before the consent whether an invitation would start a session.

    Returns:
        Who would lead it.

    Raises:
        NotFoundError: There is no such invitation to this study.
        ConflictError: It is used up.
        GoneError: It was closed.
    """
    with db.read() as connection:
        return read_mode(connection, _get_usable(connection, study, secret))


def use_invitation(connection: Connection, study: StudyId, secret: str) -> int:
    """Use an invitation once, inside the transaction that starts the session.

    Returns:
        Its id.

    Raises:
        NotFoundError: There is no such invitation to this study.
        ConflictError: It is used up.
        GoneError: It was closed.
    """
    found = _get_usable(connection, study, secret)
    used = update(invitations).where(invitations.c.id == found)
    connection.execute(used.values(used=invitations.c.used + 1))
    return found


def read_mode(connection: Connection, invitation: int) -> SessionMode:
    """Read who leads the sessions that an invitation starts."""
    query = select(invitations.c.mode).where(invitations.c.id == invitation)
    return SessionMode(connection.execute(query).scalar_one())


def _get_usable(connection: Connection, study: StudyId, secret: str) -> int:
    is_it = invitations.c.secret_hash == hash_secret(secret)
    row = connection.execute(select(invitations).where(is_it)).first()
    if row is None or row.study != study:
        raise NotFoundError("there is no such invitation to this study")
    if row.closed_ms is not None:
        raise GoneError("closed")
    if row.used >= row.uses:
        raise ConflictError("this invitation was used")
    return int(row.id)


def _add_one(
    connection: Connection,
    study: StudyId,
    uses: int,
    label: str,
    now_ms: float,
    mode: SessionMode,
) -> Invitation:
    secret = draw_token("inv")
    row = {
        "study": study,
        "label": label,
        "uses": uses,
        "used": 0,
        "created_ms": now_ms,
        "mode": mode,
    }
    added = connection.execute(
        insert(invitations).values(**row, secret_hash=hash_secret(secret))
    ).inserted_primary_key
    id_ = int(added[0]) if added else 0
    return Invitation(id_, study, label, uses, 0, now_ms, secret=secret, mode=mode)
