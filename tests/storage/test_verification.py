import random
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import DBAPIError

from recorder.ingest.pages import Ingest
from recorder.storage.database import Database, empty_wal, open_database
from recorder.storage.tables import batches
from recorder.storage.verification import verify_log
from tests.storage.helpers import START_MS, clicks, make_body, open_new, start

COPIES = 40
BYTES = 20


def fill(db: Database, count: int = 4, batch_count: int = 6) -> None:
    """Record sessions of several page loads and batches."""
    ingest = Ingest(db, lambda: START_MS + 1_000)
    for _ in range(count):
        token = start(db).token
        for epoch in ("A" * 16, "B" * 16):
            for place in range(batch_count):
                body = make_body(token, epoch=epoch, seq=place * 20, events=clicks(20))
                assert ingest.append(body).status == 200


def damage(db: Database, statement: str) -> None:
    """Change the log behind the recorder's back, past its triggers."""
    with sqlite3.connect(str(db.path)) as connection:
        triggers = connection.execute("select name from sqlite_master where type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f'drop trigger "{name}"')
        connection.execute(statement)
    connection.close()


def words(db: Database) -> str:
    return " / ".join(finding.words for finding in verify_log(db))


def test_a_log_that_is_as_acknowledged_is_complete(db: Database) -> None:
    fill(db)

    assert verify_log(db) == []


def test_the_log_refuses_changes(db: Database) -> None:
    """Not even our own code may change what was acknowledged."""
    fill(db, 1, 1)

    with pytest.raises(DBAPIError, match="never changed"):
        db.change(batches.update().values(received_ms=1.0))
    with pytest.raises(DBAPIError, match="only deleted by erasing"):
        db.change(delete(batches))
    assert verify_log(db) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("delete from batches where from_seq = 20", "events 20 to 39 are missing"),
        ("delete from batches where from_seq = 100", "acknowledged, and the log ends at 99"),
        ("update batches set received_ms = 5 where from_seq = 0", "not what was acknowledged"),
        ("update batches set rtt_ms = 5 where from_seq = 0", "not what was acknowledged"),
        ("update batches set body = x'00' where from_seq = 0", "not what was acknowledged"),
        ("update batches set hash = x'00' where from_seq = 100", "not what was acknowledged"),
        ("update epochs set ack = ack + 1", "up to 120 were acknowledged"),
        ("update epochs set head = x'00'", "not the one that was acknowledged"),
        ("delete from epochs where epoch = 'AAAAAAAAAAAAAAAA'", "epoch that is missing"),
        ("update sessions set events = 7", "counted 7 events, and the log has 241"),
    ],
)
def test_what_was_changed_behind_our_back_is_found(db: Database, statement: str, said: str) -> None:
    fill(db, 1)

    damage(db, statement)

    assert said in words(db)


def test_a_session_that_is_gone_is_missed(db: Database) -> None:
    fill(db, 2, 1)

    damage(db, "delete from sessions where participant = 'p01'")

    assert "the session is missing" in words(db)


def test_whole_batches_swapped_between_page_loads_are_found(db: Database) -> None:
    """Each batch is whole by itself then; only its seal knows where it belongs."""
    fill(db, 1, 1)

    damage(db, "update batches set epoch = 'CCCCCCCCCCCCCCCC' where epoch = 'AAAAAAAAAAAAAAAA'")
    damage(db, "update batches set epoch = 'AAAAAAAAAAAAAAAA' where epoch = 'BBBBBBBBBBBBBBBB'")
    damage(db, "update batches set epoch = 'BBBBBBBBBBBBBBBB' where epoch = 'CCCCCCCCCCCCCCCC'")

    assert words(db).count("not what was acknowledged") == 2


def test_flipped_bytes_that_hit_the_log_are_found_every_time(tmp_path: Path) -> None:
    """SQLite's own check passes about half of such files."""
    db = open_new(tmp_path)
    fill(db)
    empty_wal(db)
    sound, rows = (tmp_path / "recorder.sqlite").read_bytes(), read_rows(db)
    db.close()
    chance = random.Random(20)

    hit = missed = 0
    for place in range(COPIES):
        path = tmp_path / f"copy-{place}.sqlite"
        path.write_bytes(flip(sound, chance))
        copy = open_database(f"sqlite:///{path}")
        is_hit = try_rows(copy) != rows
        hit += is_hit
        missed += is_hit and not verify_log(copy)
        copy.close()

    print(f"\n{COPIES} copies, {BYTES} bytes changed in each: {hit} hit the log, {missed} missed")
    assert hit > COPIES / 4
    assert missed == 0


def flip(content: bytes, chance: random.Random) -> bytes:
    """Change some bytes anywhere."""
    changed = bytearray(content)
    for _ in range(BYTES):
        changed[chance.randrange(len(changed))] ^= chance.randrange(1, 256)
    return bytes(changed)


def read_rows(db: Database) -> list[object]:
    """Read all that the log says."""
    with db.read() as connection:
        columns = "session, epoch, from_seq, through_seq, received_ms, origin_ms, now_ms"
        columns += ", wall_ms, rtt_ms, body, hash"
        log = text(f"select {columns} from batches not indexed order by 1, 2, 3")  # noqa: S608
        ends = text("select session, epoch, ack, head from epochs not indexed order by 1, 2")
        return [tuple(row) for query in (log, ends) for row in connection.execute(query)]


def try_rows(db: Database) -> list[object]:
    """Read the same of a file that may be damaged."""
    try:
        return read_rows(db)
    except Exception as error:  # noqa: BLE001 (whatever a damaged file leads to)
        return [error]


def test_a_file_that_is_no_database_is_a_finding_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "recorder.sqlite").write_bytes(b"no database at all" * 1_000)
    db = open_database(f"sqlite:///{tmp_path / 'recorder.sqlite'}")

    assert "cannot be read" in words(db)

    db.close()
