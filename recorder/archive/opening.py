"""Opening an archive that may come from anybody: nothing in it is run, only known tables are read.

The file is never written to, its views and triggers are never used, a table must be an
ordinary one with the columns we know, and every value is checked before it goes anywhere.
"""

import re
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
import sqlite_utils

from recorder.archive.codebook import APPLICATION_ID, FORMAT, PROVENANCE
from recorder.archive.columns import Table
from recorder.archive.contents import LARGEST_BATCH_BYTES
from recorder.archive.kept_tables import (
    BATCHES,
    CONSENTS,
    EPOCHS,
    INVITATIONS,
    KEPT,
    SESSIONS,
    SOUND,
    STUDIES,
    STUDY_VERSIONS,
    TRANSCRIPTS,
)
from recorder.config import LIMITS
from recorder.errors import InvalidArchiveError
from recorder.model.ids import StudyId
from recorder.model.kept import (
    Id,
    KeptBatch,
    KeptConsent,
    KeptEpoch,
    KeptInvitation,
    KeptSession,
    KeptSound,
    KeptStudy,
    KeptTranscript,
    KeptVersion,
    Moment,
)

S = TypeVar("S", bound=msgspec.Struct)

COLUMN = re.compile(r"`\$\.(\w+)`")

MAGIC = b"SQLite format 3\0"
HEADER = struct.Struct(">60xI4xI28x")
"""The file's header: `user_version` at byte 60, `application_id` at byte 68."""

MOST_ROWS = 1_000_000
"""Rows of one table besides batches; a study may have 10,000 sessions."""

LIMIT_OF = {
    sqlite3.SQLITE_LIMIT_LENGTH: 2 * LARGEST_BATCH_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
}
PRAGMAS = {"trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0, "query_only": 1}


class _Study(msgspec.Struct, frozen=True):
    study: Id
    closed_ms: Moment | None


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that is open; what it claims of itself is not checked yet."""

    file: sqlite_utils.Database
    claimed_hash: str

    def read_kept(self) -> KeptStudy:
        """Read everything but the batches, every value checked.

        Raises:
            InvalidArchiveError: A value is not of its kind, or belongs to nothing.
        """
        studies = list(_read(self.file, STUDIES, _Study))
        if len(studies) != 1:
            raise InvalidArchiveError(f"an archive holds one study, and this one {len(studies)}")
        return KeptStudy(
            id=StudyId(studies[0].study),
            closed_ms=studies[0].closed_ms,
            versions=tuple(_read(self.file, STUDY_VERSIONS, KeptVersion)),
            invitations=tuple(_read(self.file, INVITATIONS, KeptInvitation)),
            sessions=tuple(_read(self.file, SESSIONS, KeptSession)),
            consents=tuple(_read(self.file, CONSENTS, KeptConsent)),
            epochs=tuple(_read(self.file, EPOCHS, KeptEpoch)),
            transcripts=tuple(_read(self.file, TRANSCRIPTS, KeptTranscript)),
        )

    def list_batches(self) -> Iterator[KeptBatch]:
        """Read the batches one by one, every value checked.

        Raises:
            InvalidArchiveError: A value is not of its kind.
        """
        most = LIMITS.study_sessions * LIMITS.session_events
        return _read(self.file, BATCHES, KeptBatch, most=most)

    def list_sound(self) -> Iterator[KeptSound]:
        """Read the parts of recorded voices one by one, every value checked.

        Raises:
            InvalidArchiveError: A value is not of its kind.
        """
        most = LIMITS.study_sessions * LIMITS.sound_take_parts
        return _read(self.file, SOUND, KeptSound, most=most)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open an archive for reading only.

    Raises:
        InvalidArchiveError: It is none, is damaged, or was made by a newer version.
    """
    _check_header(path)
    # Immutable: SQLite makes no file beside it, and follows none.
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True, check_same_thread=False)) as connection:
            for name, value in PRAGMAS.items():
                connection.execute(f"pragma {name} = {value}")
            for limit, most in LIMIT_OF.items():
                connection.setlimit(limit, most)
            file = sqlite_utils.Database(
                connection, recursive_triggers=False, execute_plugins=False
            )
            for table in (*KEPT, PROVENANCE):
                _check_table(file, table)
            yield Archive(file, _claimed_hash(file))
    except sqlite3.Error as error:
        raise InvalidArchiveError(f"{path.name} is damaged: {error}") from None


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(HEADER.size)
    except OSError as error:
        raise InvalidArchiveError(f"{path} cannot be read: {error.strerror}") from None
    if len(header) < HEADER.size or not header.startswith(MAGIC):
        raise InvalidArchiveError(f"{path.name} is no study archive")
    version, application = HEADER.unpack(header)
    if application != APPLICATION_ID:
        raise InvalidArchiveError(f"{path.name} is a database, but no study archive")
    if version > FORMAT:
        raise InvalidArchiveError(
            f"{path.name} was made by a newer version (format {version}, and this one reads "
            f"{FORMAT}); upgrade usability-recorder first"
        )


def _check_table(file: sqlite_utils.Database, table: Table) -> None:
    """Refuse what only looks like the table: a view, a virtual table, computed columns."""
    kinds = [row["type"] for row in file.query("pragma table_list") if row["name"] == table.name]
    if kinds != ["table"]:
        raise InvalidArchiveError(f"the archive is damaged: it has no table {table.name}")
    stored = {
        row["name"] for row in file.query(f"pragma table_xinfo({table.name})") if row["hidden"] == 0
    }
    missing = sorted({column.name for column in table.columns} - stored)
    if missing:
        raise InvalidArchiveError(
            f"the archive is damaged: table {table.name} has no column {missing[0]}"
        )
    for row in file.query(f"pragma integrity_check({table.name})"):
        if row["integrity_check"] != "ok":
            raise InvalidArchiveError(f"the archive is damaged: {row['integrity_check']}")


def _claimed_hash(file: sqlite_utils.Database) -> str:
    rows = file.query("select value from provenance where name = 'contents_hash'")
    claimed = next((row["value"] for row in rows), None)
    if not isinstance(claimed, str):
        raise InvalidArchiveError("the archive is damaged: it does not tell its own hash")
    return claimed


def _read(
    file: sqlite_utils.Database, table: Table, kind: type[S], *, most: int | None = None
) -> Iterator[S]:
    """Read a table's rows in the order in which they were written."""
    columns = ", ".join(f'"{name}"' for name in kind.__struct_fields__)
    rows = file.table(table.name).rows_where(select=columns, order_by="rowid")
    for number, row in enumerate(rows, start=1):
        if number > (MOST_ROWS if most is None else most):
            raise InvalidArchiveError(f"the archive has too many rows in {table.name}")
        try:
            yield msgspec.convert(row, kind)
        except msgspec.ValidationError as error:
            place = COLUMN.search(str(error))
            column = place.group(1) if place else "a column"
            words = f"{table.name}, row {number}: {column} is not of its kind"
            raise InvalidArchiveError(f"the archive is damaged: {words}") from None
