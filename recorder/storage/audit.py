"""The audit log: lines that are only ever added, each sealed with all before it."""

import json
from collections.abc import Iterator
from dataclasses import astuple
from hashlib import sha256

from sqlalchemy import Connection, Row, insert, inspect, select

from recorder.model.audits import AuditEntry
from recorder.storage.chain import GENESIS
from recorder.storage.database import Database
from recorder.storage.tables import audit

MOST_LETTERS = 500
"""Letters of what an entry names; more is cut off."""

AT_ONCE = 200
"""Lines in memory while the whole log is checked."""


def add_audit(db: Database, entry: AuditEntry) -> None:
    """Write one line."""
    db.write(lambda connection: append_audit(connection, entry))


def append_audit(connection: Connection, entry: AuditEntry) -> None:
    """Write one line inside the transaction that does what it tells."""
    query = select(audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    head = connection.scalar(query) or GENESIS
    columns = _columns(entry)
    connection.execute(insert(audit).values(**columns, hash=seal_entry(head, columns)))


def list_audit(
    db: Database, *, person: str = "", act: str = "", before: int = 0, most: int = 100
) -> list[tuple[int, AuditEntry]]:
    """List lines with their numbers, the newest first; "" and 0 leave a limit out.

    Only lines of one person, of one act, with a number below `before`, so many at most.
    """
    query = select(audit).order_by(audit.c.id.desc())
    for column, wanted in ((audit.c.person, person), (audit.c.act, act)):
        query = query.where(column == wanted) if wanted else query
    query = query.where(audit.c.id < before) if before else query
    with db.read() as connection:
        rows = connection.execute(query.limit(most) if most else query)
        return [(row.id, _entry(row)) for row in rows]


def list_audited_people(db: Database) -> list[str]:
    """List the logins that the log names as doing something."""
    query = select(audit.c.person).distinct().order_by(audit.c.person)
    with db.read() as connection:
        return [login for (login,) in connection.execute(query) if login]


def keeps_audit(connection: Connection) -> bool:
    """Tell whether the database is of a version that keeps an audit log."""
    return inspect(connection).has_table(audit.name)


def find_broken(connection: Connection) -> Iterator[int]:
    """Find the lines that are not what was written, or whose line before is another.

    They are read a few at a time, however long the log has become.
    """
    head = GENESIS
    query = select(audit).order_by(audit.c.id).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(query):
        if seal_entry(head, _columns(_entry(row))) != row.hash:
            yield row.id
        head = row.hash


def read_audit_head(db: Database) -> str:
    """Read the hash of the last line, in hex; whoever keeps it can tell if lines went missing."""
    with db.read() as connection:
        head = connection.scalar(select(audit.c.hash).order_by(audit.c.id.desc()).limit(1))
        return (head or GENESIS).hex()


def has_line(db: Database, head: str) -> bool:
    """Tell whether a line has this hash, in hex; `GENESIS` stands before the first."""
    with db.read() as connection:
        hashes = connection.scalars(select(audit.c.hash))
        return head == GENESIS.hex() or any(one.hex() == head.lower() for one in hashes)


def seal_entry(head: bytes, columns: dict[str, object]) -> bytes:
    """Hash one line together with the hash before it (32 bytes, SHA-256)."""
    text = json.dumps(columns, sort_keys=True, separators=(",", ":"))
    return sha256(head + text.encode()).digest()


def _columns(entry: AuditEntry) -> dict[str, object]:
    names = ("at_ms", "person", "role", "act", "object", "detail")
    at_ms, *words = astuple(entry)
    return dict(zip(names, [float(at_ms), *(word[:MOST_LETTERS] for word in words)], strict=True))


def _entry(row: Row[*tuple[object, ...]]) -> AuditEntry:
    return AuditEntry(row.at_ms, row.person, row.role, row.act, row.object, row.detail)
