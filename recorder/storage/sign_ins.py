"""Sign-ins: who is signed in where, until when; a browser holds the secret, we its hash."""

from collections.abc import Collection
from dataclasses import dataclass
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select, true, update

from recorder.model.people import Person, Role
from recorder.storage.database import Database
from recorder.storage.secret_words import hash_secret
from recorder.storage.tables import people, sign_ins

LONGEST_MS = 12 * 3_600_000
"""How long a sign-in lasts, however busy the person is."""

IDLE_MS = 3_600_000
"""How long it lasts without a sign of the person."""

TOUCH_MS = 60_000
"""A sign of the person is written down so seldom, to spare the disk."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One browser in which a person is signed in.

    Attributes:
        id: SHA-256 of its secret, in hex; it opens nothing.
        since_ms: When the person signed in, ms since 1970.
        used_ms: Last sign of the person, to the minute.
        device: The kind of browser and system, such as "Firefox on Linux".
    """

    id: str
    person: Person
    since_ms: float
    used_ms: float
    device: str


def add_sign_in(db: Database, login: str, *, device: str, now_ms: float) -> str:
    """Sign a person in and return the secret, which is kept nowhere.

    What ended before is forgotten: the audit log remembers it.
    """
    secret = f"sgi_{token_urlsafe(32)}"

    def add(connection: Connection) -> None:
        connection.execute(delete(sign_ins).where(~_is_running(now_ms)))
        times = {"since_ms": now_ms, "used_ms": now_ms}
        row = {"secret_hash": hash_secret(secret), "person": login, "device": device}
        connection.execute(insert(sign_ins).values(**row, **times))

    db.write(add)
    return secret


def find_sign_in(db: Database, secret: str, *, now_ms: float) -> SignIn | None:
    """Find a sign-in that has not ended, of a person who may sign in."""
    return find_sign_in_by_id(db, hash_secret(secret), now_ms=now_ms)


def find_sign_in_by_id(db: Database, id_: str, *, now_ms: float) -> SignIn | None:
    """Find a sign-in by its id, as what was signed by us carries it, unless it has ended."""
    found = _list(db, sign_ins.c.secret_hash == id_, now_ms)
    return found[0] if found else None


def list_sign_ins(db: Database, login: str, *, now_ms: float) -> list[SignIn]:
    """List where a person is signed in now, the last used first; "" lists everybody."""
    return _list(db, sign_ins.c.person == login if login else true(), now_ms)


def list_running(db: Database, ids: Collection[str], *, now_ms: float) -> list[SignIn]:
    """List those of these sign-ins that have not ended."""
    return _list(db, sign_ins.c.secret_hash.in_(ids), now_ms)


def touch_sign_in(db: Database, sign_in: SignIn, *, now_ms: float) -> None:
    """Note a sign of the person, at most once a minute."""
    if now_ms - sign_in.used_ms < TOUCH_MS:
        return
    query = update(sign_ins).where(sign_ins.c.secret_hash == sign_in.id)
    db.change(query.where(sign_ins.c.used_ms < now_ms).values(used_ms=now_ms))


def end_sign_in(db: Database, login: str, id_: str, *, now_ms: float) -> bool:
    """End one sign-in of a person; tell whether it was running."""
    mine = sign_ins.c.person == login, sign_ins.c.secret_hash == id_
    query = update(sign_ins).where(*mine, sign_ins.c.ended_ms.is_(None))
    return db.change(query.values(ended_ms=now_ms)) > 0


def _list(db: Database, which: ColumnElement[bool], now_ms: float) -> list[SignIn]:
    both = select(sign_ins, people).join(people, people.c.login == sign_ins.c.person)
    query = both.where(which, _is_running(now_ms), people.c.disabled_ms.is_(None))
    with db.read() as connection:
        rows = connection.execute(query.order_by(sign_ins.c.used_ms.desc()))
        return [_sign_in(row) for row in rows]


def _is_running(now_ms: float) -> ColumnElement[bool]:
    is_over = or_(
        sign_ins.c.ended_ms.is_not(None),
        sign_ins.c.since_ms <= now_ms - LONGEST_MS,
        sign_ins.c.used_ms <= now_ms - IDLE_MS,
    )
    return ~is_over


def _sign_in(row: Row[*tuple[object, ...]]) -> SignIn:
    person = Person(row.login, row.name, Role(row.role), row.created_ms, row.disabled_ms)
    return SignIn(row.secret_hash, person, row.since_ms, row.used_ms, row.device)
