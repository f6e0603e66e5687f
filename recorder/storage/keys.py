"""One-time keys: a link that signs a person in, or by which a colleague joins."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from recorder.errors import NotFoundError
from recorder.model.people import Role
from recorder.storage.database import Database
from recorder.storage.secret_words import draw_token, hash_secret
from recorder.storage.tables import keys

HOUR_MS = 3_600_000


class Purpose(StrEnum):
    """What a key does when it is used."""

    SIGN_IN = "sign_in"
    """Signs a person in."""

    JOIN = "join"
    """Lets a colleague choose a login and a password, or only a password."""


PREFIXES = {Purpose.SIGN_IN: "sgn", Purpose.JOIN: "col"}
LIFETIMES_MS = {Purpose.SIGN_IN: HOUR_MS, Purpose.JOIN: 7 * 24 * HOUR_MS}


@dataclass(frozen=True, slots=True)
class Key:
    """A key that works once.

    Attributes:
        id: SHA-256 of its secret, in hex; it opens nothing.
        person: Login of whom it is for; None for a colleague who is new.
        role: What a new colleague may do; None where the person has a role.
        label: Who it was meant for, in the words of who made it.
        made_by: Login of who made it; "" for the command line.
        expires_ms: It works no longer from then on, ms since 1970.
    """

    id: str
    purpose: Purpose
    person: str | None
    role: Role | None
    label: str
    made_by: str
    made_ms: float
    expires_ms: float


def add_key(
    db: Database,
    purpose: Purpose,
    *,
    person: str | None = None,
    role: Role | None = None,
    label: str = "",
    made_by: str = "",
    now_ms: float,
) -> str:
    """Make a key and return its secret, which is shown only now."""
    secret = draw_token(PREFIXES[purpose])
    row = {"secret_hash": hash_secret(secret), "purpose": purpose, "person": person, "role": role}
    made = {"label": label, "made_by": made_by, "made_ms": now_ms}
    expires_ms = now_ms + LIFETIMES_MS[purpose]
    db.change(insert(keys).values(**row, **made, expires_ms=expires_ms))
    return secret


def find_key(db: Database, purpose: Purpose, secret: str, *, now_ms: float) -> Key | None:
    """Find a key that would work now, without using it."""
    with db.read() as connection:
        return _find(connection, purpose, secret, now_ms)


def use_key(connection: Connection, purpose: Purpose, secret: str, *, now_ms: float) -> Key:
    """Use a key up, inside the transaction that does what it is for.

    Raises:
        NotFoundError: There is none that works: unknown, used, revoked and expired alike.
    """
    key = _find(connection, purpose, secret, now_ms)
    if key is None:
        raise NotFoundError("this link works no longer")
    connection.execute(update(keys).where(keys.c.secret_hash == key.id).values(used_ms=now_ms))
    return key


def list_keys(db: Database, purpose: Purpose, *, now_ms: float) -> list[Key]:
    """List the keys that would work now, the newest first."""
    query = select(keys).where(keys.c.purpose == purpose, _works(now_ms))
    with db.read() as connection:
        return [_key(row) for row in connection.execute(query.order_by(keys.c.made_ms.desc()))]


def revoke_key(db: Database, id_: str, *, now_ms: float) -> bool:
    """Let a key work no more; tell whether it would have."""
    query = update(keys).where(keys.c.secret_hash == id_, _works(now_ms))
    return db.change(query.values(revoked_ms=now_ms)) > 0


def revoke_keys(connection: Connection, which: ColumnElement[bool], *, now_ms: float) -> None:
    """Let keys work no more, inside the transaction of what they were meant for."""
    query = update(keys).where(which, _works(now_ms))
    connection.execute(query.values(revoked_ms=now_ms))


def _find(connection: Connection, purpose: Purpose, secret: str, now_ms: float) -> Key | None:
    is_it = keys.c.secret_hash == hash_secret(secret), keys.c.purpose == purpose
    row = connection.execute(select(keys).where(*is_it, _works(now_ms))).first()
    return None if row is None else _key(row)


def _works(now_ms: float) -> ColumnElement[bool]:
    is_fresh = keys.c.used_ms.is_(None) & keys.c.revoked_ms.is_(None)
    return is_fresh & (keys.c.expires_ms > now_ms)


def _key(row: Row[*tuple[object, ...]]) -> Key:
    role = Role(row.role) if row.role else None
    return Key(
        row.secret_hash,
        Purpose(row.purpose),
        row.person,
        role,
        row.label,
        row.made_by,
        row.made_ms,
        row.expires_ms,
    )
