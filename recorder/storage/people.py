"""People with a login: who they are, what they may do, and the hash of their password."""

from sqlalchemy import Connection, Row, func, insert, select, update

from recorder.errors import ConflictError, InvalidPersonError, NotFoundError
from recorder.model.people import Person, Role
from recorder.storage.database import Database
from recorder.storage.keys import revoke_keys
from recorder.storage.tables import keys, people, sign_ins

_Values = dict[str, object]


def list_people(db: Database) -> list[Person]:
    """List everybody, by login, those who may no longer sign in too."""
    with db.read() as connection:
        return [_person(row) for row in connection.execute(select(people).order_by("login"))]


def find_named(db: Database, login: str) -> Person | None:
    """Find a person by the login."""
    with db.read() as connection:
        row = connection.execute(select(people).where(people.c.login == login)).first()
        return None if row is None else _person(row)


def get_named(db: Database, login: str) -> Person:
    """Get a person by the login.

    Raises:
        NotFoundError: Nobody has it.
    """
    person = find_named(db, login)
    if person is None:
        raise NotFoundError(f"nobody has the login {login}")
    return person


def find_password(db: Database, login: str) -> str | None:
    """Find the hash of a person's password; None for nobody and for who has not chosen one."""
    with db.read() as connection:
        query = select(people.c.password_hash).where(people.c.login == login)
        found: str | None = connection.scalar(query)
        return found


def has_owner(db: Database) -> bool:
    """Tell whether anybody owns this installation yet."""
    with db.read() as connection:
        return _count_owners(connection) > 0


def add_person(db: Database, person: Person, *, password_hash: str | None = None) -> None:
    """Add a person.

    Raises:
        ConflictError: Somebody has the login.
    """
    db.write(lambda connection: insert_person(connection, person, password_hash))


def add_first_owner(db: Database, person: Person, *, password_hash: str) -> None:
    """Add the owner of a new installation.

    Raises:
        ConflictError: There is an owner already.
    """

    def add(connection: Connection) -> None:
        if _count_owners(connection):
            raise ConflictError("there is an owner already")
        insert_person(connection, person, password_hash)

    db.write(add)


def insert_person(connection: Connection, person: Person, password_hash: str | None) -> None:
    """Add a person inside a transaction.

    Raises:
        ConflictError: Somebody has the login.
    """
    is_it = people.c.login == person.login
    if connection.execute(select(people.c.login).where(is_it)).first():
        raise ConflictError(f"the login {person.login} is taken")
    row = {"login": person.login, "name": person.name, "role": person.role}
    times = {"created_ms": person.created_ms, "disabled_ms": person.disabled_ms}
    connection.execute(insert(people).values(**row, **times, password_hash=password_hash))


def change_name(db: Database, login: str, name: str) -> None:
    """Call a person something else.

    Raises:
        NotFoundError: Nobody has the login.
    """
    db.write(lambda connection: _change(connection, login, {"name": name}))


def change_role(db: Database, login: str, role: Role, *, now_ms: float) -> None:
    """Let a person do more or less; it holds from the next request on.

    Links made by who is no owner any more work no longer, or they would lead back in.

    Raises:
        InvalidPersonError: Nobody would be left to run this installation.
        NotFoundError: Nobody has the login.
    """

    def change(connection: Connection) -> None:
        _change(connection, login, {"role": role})
        _check_owners(connection)
        if role is not Role.OWNER:
            revoke_keys(connection, keys.c.made_by == login, now_ms=now_ms)

    db.write(change)


def change_password(
    db: Database, login: str, password_hash: str, *, keep: str, now_ms: float
) -> None:
    """Keep another password; end every sign-in but the one with the id `keep`, and every link.

    Raises:
        NotFoundError: Nobody has the login.
    """

    def change(connection: Connection) -> None:
        write_password(connection, login, password_hash, keep=keep, now_ms=now_ms)

    db.write(change)


def write_password(
    connection: Connection, login: str, password_hash: str, *, keep: str = "", now_ms: float
) -> None:
    """Keep another password inside a transaction; end every sign-in but one, and every link."""
    _change(connection, login, {"password_hash": password_hash})
    _end_sign_ins(connection, login, now_ms, keep=keep)
    revoke_keys(connection, keys.c.person == login, now_ms=now_ms)


def keep_stronger_hash(db: Database, login: str, password_hash: str) -> None:
    """Keep the same password under a stronger hash; nobody is signed out."""
    db.write(lambda connection: _change(connection, login, {"password_hash": password_hash}))


def disable_person(db: Database, login: str, *, now_ms: float) -> None:
    """Let a person in no more: every sign-in ends, and every link made for them or by them.

    Raises:
        InvalidPersonError: Nobody would be left to run this installation.
        NotFoundError: Nobody has the login.
    """

    def disable(connection: Connection) -> None:
        _change(connection, login, {"disabled_ms": now_ms})
        _check_owners(connection)
        _end_sign_ins(connection, login, now_ms)
        theirs = (keys.c.person == login) | (keys.c.made_by == login)
        revoke_keys(connection, theirs, now_ms=now_ms)

    db.write(disable)


def enable_person(db: Database, login: str) -> None:
    """Let a person in again; the password is the one from before.

    Raises:
        NotFoundError: Nobody has the login.
    """
    db.write(lambda connection: _change(connection, login, {"disabled_ms": None}))


def _change(connection: Connection, login: str, values: _Values) -> None:
    query = update(people).where(people.c.login == login).values(values)
    if connection.execute(query).rowcount == 0:
        raise NotFoundError(f"nobody has the login {login}")


def _end_sign_ins(connection: Connection, login: str, now_ms: float, *, keep: str = "") -> None:
    mine = sign_ins.c.person == login, sign_ins.c.secret_hash != keep
    running = update(sign_ins).where(*mine, sign_ins.c.ended_ms.is_(None))
    connection.execute(running.values(ended_ms=now_ms))


def _check_owners(connection: Connection) -> None:
    if not _count_owners(connection, people.c.disabled_ms.is_(None)):
        raise InvalidPersonError("there has to be one owner who may sign in")


def _count_owners(connection: Connection, *also: object) -> int:
    query = select(func.count()).select_from(people).where(people.c.role == Role.OWNER, *also)  # type: ignore[arg-type]
    return int(connection.scalar(query) or 0)


def _person(row: Row[*tuple[object, ...]]) -> Person:
    return Person(row.login, row.name, Role(row.role), row.created_ms, row.disabled_ms)
