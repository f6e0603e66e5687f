"""What is not restored: with a clear sentence, and with nothing written."""

from pathlib import Path

import pytest

from recorder.archive.restore import restore_archive
from recorder.errors import ConflictError, InvalidArchiveError, RecorderError
from recorder.model.ids import StudyId
from recorder.model.kept import KeptStudy
from recorder.storage.database import Database
from recorder.storage.kept import read_kept_study
from recorder.storage.sessions import list_sessions
from recorder.storage.studies import add_study_version, list_recorded_studies
from tests.archive.helpers import SITTING, TEA, archive, ask, send, tamper
from tests.storage.helpers import START_MS, make_version, open_new, start


def refuse(db: Database, path: Path, kind: type[RecorderError], words: str) -> None:
    """Try to restore: it is refused with these words, and nothing is written."""
    before = read_all(db)

    with pytest.raises(kind, match=words):
        restore_archive(db, path)

    assert read_all(db) == before


def read_all(db: Database) -> list[KeptStudy]:
    """Read what is kept of every study."""
    studies = list_recorded_studies(db)
    with db.read() as connection:
        return [read_kept_study(connection, study) for study in studies]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(200), b"study: tea", bytes(4_096)])
def test_what_is_no_database_is_no_archive(
    elsewhere: Database, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "study.sqlite"
    path.write_bytes(content)

    refuse(elsewhere, path, InvalidArchiveError, "study.sqlite is no study archive")


def test_a_recorders_own_database_is_no_archive(elsewhere: Database, tmp_path: Path) -> None:
    """The likeliest mistake: both end in .sqlite."""
    (tmp_path / "data").mkdir()
    open_new(tmp_path / "data").close()

    path = tmp_path / "data" / "recorder.sqlite"
    refuse(elsewhere, path, InvalidArchiveError, "a database, but no study archive")


def test_what_is_not_there_cannot_be_read(elsewhere: Database, tmp_path: Path) -> None:
    refuse(elsewhere, tmp_path / "none.sqlite", InvalidArchiveError, "cannot be read: No such")
    refuse(elsewhere, tmp_path, InvalidArchiveError, "cannot be read")


def test_an_archive_of_a_newer_version_is_refused(elsewhere: Database, made: Path) -> None:
    """Nobody knows yet what it may hold."""
    tamper(made, "pragma user_version = 2")

    refuse(elsewhere, made, InvalidArchiveError, "format 2, and this one reads 1.*upgrade")


def test_an_archive_that_was_cut_short_is_damaged(elsewhere: Database, made: Path) -> None:
    """A download that broke off."""
    made.write_bytes(made.read_bytes()[: made.stat().st_size // 2])

    refuse(elsewhere, made, InvalidArchiveError, "damaged")


def test_every_changed_byte_that_a_restore_reads_is_noticed(
    elsewhere: Database, made: Path, tmp_path: Path
) -> None:
    """Wherever a disk goes wrong, what comes back is the study or nothing."""
    whole, copy = made.read_bytes(), tmp_path / "copy.sqlite"
    stored = ask(made, "select hash from kept_batches union all select body from kept_batches")
    stored += ask(
        made, "select token_hash from kept_sessions union select code_hash from kept_sessions"
    )
    texts = [one.encode() for (one,) in stored if isinstance(one, str)]
    pieces = texts + [one for (one,) in stored if isinstance(one, bytes)]
    assert len(pieces) > 10

    for piece in pieces:
        place = whole.index(piece[:200]) + len(piece[:200]) // 2
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ 0x01]) + whole[place + 1 :])
        refuse(elsewhere, copy, InvalidArchiveError, "damaged")


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("update kept_batches set body = zeroblob(9) where id = 2", "were not acknowledged so"),
        ("update kept_batches set received_ms = received_ms + 1", "were not acknowledged so"),
        ("delete from kept_batches where id = 2", "the log is damaged"),
        ("delete from kept_batches where id = (select max(id) from kept_batches)", "the log is"),
        ("update kept_epochs set ack = ack + 1", "the log is damaged"),
        ("update kept_sessions set events = events + 1", "counted"),
        ("update kept_sessions set state = 'finished'", "not what its own hash says"),
        ("update kept_consents set choices = '{}'", "not what its own hash says"),
        ("update kept_invitations set uses = 99", "not what its own hash says"),
        ("update studies set closed_ms = 1", "not what its own hash says"),
        ("delete from provenance", "does not tell its own hash"),
    ],
)
def test_what_was_changed_afterwards_is_damaged(
    elsewhere: Database, made: Path, sql: str, words: str
) -> None:
    """SQLite finds nothing wrong with such a file."""
    tamper(made, sql)

    refuse(elsewhere, made, InvalidArchiveError, words)


def test_a_study_that_goes_on_here_is_never_touched(
    filled: Database, elsewhere: Database, made: Path, tmp_path: Path
) -> None:
    """Two histories of one study cannot both be true."""
    restore_archive(elsewhere, made)
    start(elsewhere, make_version(variants=("current", "short")), now_ms=START_MS + 9_000)

    refuse(elsewhere, made, ConflictError, '"tea-shop" is here already, with other content')

    send(filled, start(filled, make_version(variants=("current", "short"))), SITTING)
    later = archive(filled, tmp_path / "later.sqlite")
    refuse(elsewhere, later, ConflictError, "with other content")


def test_another_study_file_of_the_same_name_is_in_the_way(elsewhere: Database, made: Path) -> None:
    add_study_version(elsewhere, make_version(order="random"), now_ms=START_MS)

    refuse(elsewhere, made, ConflictError, "with other content")


def test_a_session_that_another_study_has_is_in_the_way(elsewhere: Database, made: Path) -> None:
    """Somebody made a copy of a study by hand, under another name."""
    restore_archive(elsewhere, made)
    for sql in (
        "update sessions set study = 'coffee'",
        "update invitations set study = 'coffee'",
        "update study_versions set study = 'coffee'",
    ):
        rename(elsewhere, sql)

    refuse(elsewhere, made, ConflictError, 'a session of the study "tea-shop" belongs to another')

    assert len(list_sessions(elsewhere, StudyId("coffee"))) == 3
    assert list_sessions(elsewhere, TEA) == []


def rename(db: Database, sql: str) -> None:
    """Change rows behind the recorder's back."""
    db.write(lambda connection: connection.exec_driver_sql(sql).rowcount)
