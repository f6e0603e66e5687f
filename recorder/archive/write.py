"""Writing: one study out of any database into one new SQLite file."""

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from recorder.archive.codebook import APPLICATION_ID, FORMAT
from recorder.archive.filling import fill, make_tables
from recorder.errors import ConflictError, NotFoundError
from recorder.model.ids import StudyId
from recorder.model.kept import KeptStudy
from recorder.model.studies import StudyVersion
from recorder.model.study_text import parse_study
from recorder.storage.database import Database
from recorder.storage.kept import read_kept_study

PRAGMAS = {
    "page_size": 4_096,
    # The file is in nobody's way and thrown away when anything goes wrong.
    "journal_mode": "off",
    "synchronous": 0,
    "application_id": APPLICATION_ID,
    "user_version": FORMAT,
}


@dataclass(frozen=True, slots=True)
class Archived:
    """What was written.

    Attributes:
        events: Events of the log, the server's own too.
        contents_hash: Names all that the server keeps of the study, in hex.
    """

    sessions: int
    events: int
    size_bytes: int
    contents_hash: str


def write_archive(db: Database, study: StudyId, path: Path, *, has_sound: bool = True) -> Archived:
    """Write a study into a new file, as of one moment, while a server goes on.

    The file appears under its name when all of it is on disk. The same study gives the same
    bytes, with the same versions of this program and of SQLite. Without sound it is of
    another study, in a way: its hash is another, and the voices cannot be restored from it.

    Raises:
        ConflictError: The file exists; nothing is ever overwritten.
        NotFoundError: There is no such study, or no such folder for the file.
        InvalidArchiveError: The log is damaged.
    """
    if path.exists():
        raise ConflictError(f"{path} exists; nothing was overwritten")
    if not path.parent.is_dir():
        raise NotFoundError(f"there is no folder {path.parent}")
    # Beside the file, because only within one disk can it appear at once.
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        unfinished = Path(folder) / "archive.sqlite"
        with db.read() as connection:
            kept = read_kept_study(connection, study)
            versions = _parse(kept)
            with closing(sqlite3.connect(Path(folder) / "rows.sqlite")) as rows:
                for name, value in PRAGMAS.items():
                    rows.execute(f"pragma {name} = {value}")
                file = sqlite_utils.Database(rows, execute_plugins=False)
                with file.atomic():
                    make_tables(file)
                    contents_hash = fill(file, connection, kept, versions, has_sound=has_sound)
                rows.execute("vacuum into ?", (str(unfinished),))
        _reach_disk(unfinished)
        unfinished.rename(path)
    events = sum(session.events for session in kept.sessions)
    return Archived(len(kept.sessions), events, path.stat().st_size, contents_hash)


def _parse(kept: KeptStudy) -> list[StudyVersion]:
    if not kept.versions:
        raise NotFoundError(f'there is no recorded study "{kept.id}"')
    name = f"studies/{kept.id}/study.yaml"
    return [parse_study(version.text, name=name) for version in kept.versions]


def _reach_disk(path: Path) -> None:
    """Readable by its owner only, like the data folder; and on disk before it has its name."""
    path.chmod(0o600)
    with path.open("rb") as file:
        os.fsync(file.fileno())
