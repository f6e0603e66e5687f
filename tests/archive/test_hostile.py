"""Archives that somebody made to do harm: nothing in them is run, nothing is believed."""

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlite_utils
from msgspec.structs import asdict, replace

from recorder.archive import opening
from recorder.archive.contents import hash_contents
from recorder.archive.opening import Archive, open_archive
from recorder.archive.references import check_references
from recorder.archive.restore import restore_archive
from recorder.config import LIMITS
from recorder.errors import InvalidArchiveError
from recorder.model.batches import PageClock
from recorder.model.kept import Kept, KeptBatch, KeptStudy
from recorder.model.sessions import SessionState
from recorder.storage.chain import GENESIS, seal
from recorder.storage.database import Database
from recorder.storage.studies import list_recorded_studies
from tests.archive.helpers import ask, tamper

TOO_LARGE = 20 * LIMITS.body_bytes
FORGED = "update provenance set value = '{}' where name = 'contents_hash'"


def refuse(db: Database, path: Path, words: str) -> None:
    """Try to restore: it is refused with these words, and nothing is written."""
    with pytest.raises(InvalidArchiveError, match=words):
        restore_archive(db, path)

    assert list_recorded_studies(db) == []


VIEW = "alter table {0} rename to other; create view {0} as select * from other"
FTS = """drop table kept_epochs; create virtual table kept_epochs
  using fts5(session, epoch, prev, ack, head, duplicates, conflicts)"""
COMPUTED = """drop table kept_invitations; create table kept_invitations (id integer,
  secret_hash text, label text, uses integer, used integer, created_ms real,
  closed_ms real as (zeroblob(9999)))"""
NARROW = "drop table kept_consents; create table kept_consents (session text)"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (VIEW.format("kept_sessions"), "no table kept_sessions"),
        (VIEW.format("provenance"), "no table provenance"),
        (FTS, "no table kept_epochs"),
        ("drop table kept_batches", "no table kept_batches"),
        (NARROW, "kept_consents has no column choices"),
        (COMPUTED, "kept_invitations has no column closed_ms"),
    ],
    ids=["view", "view of its hash", "virtual", "none", "narrow", "computed"],
)
def test_what_only_looks_like_a_table_is_refused(
    elsewhere: Database, made: Path, sql: str, words: str
) -> None:
    """A view or a computed column would be a program that runs here."""
    refuse(elsewhere, tamper(made, sql), f"the archive is damaged: .*{words}")


def test_triggers_views_and_other_tables_are_not_looked_at(elsewhere: Database, made: Path) -> None:
    """Whoever added a view of their own in Datasette can restore all the same."""
    tamper(
        made,
        "create view mine as with recursive n(i) as (select 1 union all select i+1 from n)"
        " select count(*) from n",
        "create trigger evil after insert on kept_sessions begin delete from kept_sessions; end",
        "create table notes_of_mine (text)",
    )

    assert restore_archive(elsewhere, made).sessions == 3


def test_the_archive_is_never_written_to(elsewhere: Database, made: Path) -> None:
    """Not even a journal appears beside it, so that a read-only disk will do."""
    tamper(made, "pragma journal_mode = wal")
    before, beside = made.read_bytes(), sorted(made.parent.iterdir())

    restore_archive(elsewhere, made)

    assert made.read_bytes() == before
    assert sorted(made.parent.iterdir()) == beside
    with open_archive(made) as archive, pytest.raises(InvalidArchiveError, match="readonly"):
        write_into(archive)


def write_into(archive: Archive) -> None:
    """Try to change an archive that is open."""
    try:
        archive.file.execute("delete from kept_sessions")
    except sqlite3.Error as error:
        raise InvalidArchiveError(str(error)) from None


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("kept_sessions", "id", "'../../../../etc'"),
        ("kept_sessions", "participant", "'<script>'"),
        ("kept_sessions", "variant", "'a/../b'"),
        ("kept_sessions", "state", "'admin'"),
        ("kept_sessions", "token_hash", "'secret'"),
        ("kept_sessions", "started_ms", "9e999"),
        ("kept_sessions", "events", "-1"),
        ("kept_epochs", "epoch", "'short'"),
        ("kept_epochs", "head", "x'00'"),
        ("kept_batches", "wall_ms", "-9e999"),
        ("kept_batches", "hash", "zeroblob(31)"),
        ("study_versions", "hash", "upper(hash)"),
        ("studies", "study", "'../../etc'"),
        ("studies", "study", "'.'"),
    ],
)
def test_a_value_that_is_not_of_its_kind_is_refused(
    elsewhere: Database, made: Path, table: str, column: str, value: str
) -> None:
    """Some of them end in names of folders, some in pages."""
    tamper(made, f"update {table} set {column} = {value} where rowid = 1")  # noqa: S608

    refuse(elsewhere, made, f"{table}, row 1: {column} is not of its kind")


def test_a_value_of_another_type_is_refused(elsewhere: Database, made: Path) -> None:
    """Where tables are not STRICT, SQLite puts anything anywhere."""
    tamper(
        made,
        "create table loose as select * from kept_consents; drop table kept_consents;"
        "alter table loose rename to kept_consents; update kept_consents set version = x'00'",
    )

    refuse(elsewhere, made, "kept_consents, row 1: version is not of its kind")


def forge(made: Path, change: Callable[[list[KeptBatch]], list[KeptBatch]]) -> None:
    """Change the batches of an archive and seal everything anew, as its maker could."""
    with open_archive(made) as archive:
        kept, sent = archive.read_kept(), change(list(archive.list_batches()))
    heads: dict[tuple[str, str], bytes] = {}
    sealed = []
    for one in sent:
        head = heads.get((one.session, one.epoch), GENESIS)
        names = ("session", "epoch", "from_seq", "through_seq", "received_ms", "body")
        clock = PageClock(one.origin_ms, one.now_ms, one.wall_ms, one.rtt_ms)
        values = {name: getattr(one, name) for name in names}
        heads[one.session, one.epoch] = seal(head, clock=clock, **values)
        sealed.append(replace(one, hash=heads[one.session, one.epoch]))
    epochs = tuple(
        replace(one, head=heads.get((one.session, one.epoch), one.head)) for one in kept.epochs
    )
    write_forged(made, epochs, sealed)
    with open_archive(made) as archive:
        claimed = hash_contents(archive.read_kept(), archive.list_batches(), archive.list_sound())
    tamper(made, FORGED.format(claimed))


def write_forged(made: Path, epochs: tuple[Kept, ...], sealed: list[KeptBatch]) -> None:
    """Write rows into an archive."""
    file = sqlite_utils.Database(made)
    file.table("kept_epochs").upsert_all(map(asdict, epochs), pk=("session", "epoch"))
    file.table("kept_batches").upsert_all(map(asdict, sealed), pk="id")
    file.close()


def last_with(body: bytes) -> Callable[[list[KeptBatch]], list[KeptBatch]]:
    """Put this body into the last batch."""
    return lambda sent: [*sent[:-1], replace(sent[-1], body=body)]


def test_a_forger_who_seals_everything_anew_is_believed(elsewhere: Database, made: Path) -> None:
    """Hashes find damage, not malice: this is what the tests below rely on."""
    forge(made, lambda sent: [replace(one, rtt_ms=7.0) for one in sent])

    assert restore_archive(elsewhere, made).sessions == 3


DEEP = b"[" * 40 + b"]" * 40
CUSTOM = b'[{"type":"custom.reported","at_ms":1,"name":"x","data":%s}]'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (zlib.compress(b"[" + b" " * 40_000_000 + b"]", 9), "cannot be read|larger than any"),
        (zlib.compress(CUSTOM % DEEP), "larger than any that is taken"),
        (zlib.compress(CUSTOM % (b"[" * 99_999 + b"]" * 99_999)), "cannot be read"),
        (zlib.compress(b"[]"), "more or fewer events"),
        (zlib.compress(b'[{"type":"rm -rf","at_ms":1}]'), "cannot be read"),
        (zlib.compress(b'[{"type":"page.hidden","at_ms":-1}]'), "cannot be read"),
        (b"not compressed", "cannot be read"),
        (zlib.compress(CUSTOM % b"1") + b"and more", "larger than any"),
    ],
    ids=["bomb", "deep", "deeper", "none", "unknown", "early", "plain", "more"],
)
def test_a_batch_that_no_page_could_have_sent_is_refused(
    elsewhere: Database, made: Path, body: bytes, words: str
) -> None:
    """A small file may not grow in memory, nor bring what would break a report later."""
    forge(made, last_with(body))

    refuse(elsewhere, made, f"session .{{16}} has a batch .*({words})")


def test_a_value_larger_than_any_is_not_read(elsewhere: Database, made: Path) -> None:
    tamper(made, f"update kept_batches set body = zeroblob({TOO_LARGE})")  # noqa: S608

    refuse(elsewhere, made, "damaged: .*too big")


def test_more_rows_than_any_study_has_are_not_read(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MOST_ROWS", 2)

    with open_archive(made) as archive, pytest.raises(InvalidArchiveError, match="too many rows"):
        archive.read_kept()


@pytest.fixture
def kept(made: Path) -> Iterator[KeptStudy]:
    """The rows of a sound archive."""
    with open_archive(made) as archive:
        yield archive.read_kept()


def change_first(kept: KeptStudy, name: str, **changes: object) -> KeptStudy:
    """Change the first row of one kind."""
    rows = list(getattr(kept, name))
    rows[0] = replace(rows[0], **changes)
    values = {one: getattr(kept, one) for one in kept.__dataclass_fields__}
    return KeptStudy(**{**values, name: tuple(rows)})


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("versions", {"text": "format: 1"}, "version of the study cannot be read"),
        ("versions", {"hash": "0" * 64}, "not what its hash says"),
        ("sessions", {"version": "0" * 64}, "ran under a version that is missing"),
        ("sessions", {"scored_with": "0" * 64}, "ran under a version that is missing"),
        ("sessions", {"invitation": 9}, "by an invitation that is missing"),
        ("sessions", {"participant": "p02"}, "two of its participants have the same name"),
        ("sessions", {"tasks": "[1]"}, "the tasks or the screener of session"),
        ("sessions", {"screener": "[" * 9_999}, "the tasks or the screener of session"),
        ("sessions", {"state": SessionState.WITHDRAWN}, "was withdrawn and is not erased"),
        ("sessions", {"id": "ZZZZZZZZZZZZZZZZ"}, "not every session has its one consent"),
        ("consents", {"choices": '{"a": 1}'}, "the choices of session"),
        ("epochs", {"session": "ZZZZZZZZZZZZZZZZ"}, "a page load belongs to no session"),
        ("invitations", {"id": 7}, "not numbered from 1"),
    ],
)
def test_rows_that_do_not_belong_together_are_refused(
    kept: KeptStudy, name: str, changes: dict[str, object], words: str
) -> None:
    check_references(kept)

    with pytest.raises(InvalidArchiveError, match=words):
        check_references(change_first(kept, name, **changes))


def test_a_study_file_of_another_study_is_refused(kept: KeptStudy) -> None:
    """Its name is that of a folder."""
    values = {one: getattr(kept, one) for one in kept.__dataclass_fields__}

    with pytest.raises(InvalidArchiveError, match="is of another study"):
        check_references(KeptStudy(**{**values, "id": "coffee"}))


def test_two_studies_are_no_archive(elsewhere: Database, made: Path) -> None:
    tamper(
        made, "insert into studies select 'two', title, product, goals, language, 1 from studies"
    )

    refuse(elsewhere, made, "holds one study, and this one 2")
    assert ask(made, "select count(*) from studies") == [(2,)]
