"""A copy of everything an installation cannot make again, as of one moment."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from recorder.errors import ConflictError, InvalidSettingError, NotFoundError
from recorder.storage.database import Database, copy_database, open_database
from recorder.storage.study_folders import STUDY_FILE
from recorder.storage.verification import Finding, verify_log

DATABASE_FILE, STUDIES_FOLDER = "recorder.sqlite", "studies"
"""Called like in a data folder, so that the copy can be served as it is."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was copied, and whether the copy is sound.

    Attributes:
        size_bytes: Of the database's copy.
        studies: Names of the study folders that were copied.
        findings: What is wrong with the copy; empty means complete.
    """

    folder: Path
    size_bytes: int
    studies: tuple[str, ...]
    findings: tuple[Finding, ...]


def back_up(db: Database, *, studies: Path, folder: Path) -> Backup:
    """Copy the database and the study folders into a new folder, and check the copy.

    A server may go on writing meanwhile. The folder appears under its name when everything
    is in it and on disk; what is interrupted before leaves a folder that begins with a dot.

    Raises:
        ConflictError: The folder exists and is not empty; nothing is ever overwritten.
        InvalidSettingError: The database is no SQLite file.
        NotFoundError: There is no database yet.
    """
    _check(db, folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Readable by its owner only, like the data folder.
    unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    copy = unfinished / DATABASE_FILE
    copy_database(db, copy)
    findings = _verify(copy)
    _reach_disk(copy)
    names = _copy_studies(studies, unfinished / STUDIES_FOLDER)
    if folder.exists():
        folder.rmdir()
    unfinished.rename(folder)
    return Backup(folder, (folder / DATABASE_FILE).stat().st_size, names, findings)


def _check(db: Database, folder: Path) -> None:
    if db.path is None:
        raise InvalidSettingError(
            "only an SQLite database can be backed up here; use pg_dump for PostgreSQL"
        )
    if not db.path.exists():
        raise NotFoundError(f"there is no database at {db.path}")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise ConflictError(f"{folder} exists and is not empty; nothing was overwritten")


def _verify(copy: Path) -> tuple[Finding, ...]:
    """Have SQLite check the file, and recompute every hash chain in it."""
    db = open_database(f"sqlite:///{copy}")
    findings = tuple(verify_log(db))
    db.close()
    return findings


def _reach_disk(path: Path) -> None:
    """SQLite does not wait for the disk after VACUUM INTO."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _copy_studies(studies: Path, target: Path) -> tuple[str, ...]:
    target.mkdir()
    folders = sorted(file.parent for file in studies.glob(f"*/{STUDY_FILE}"))
    for folder in folders:
        shutil.copytree(folder, target / folder.name, ignore_dangling_symlinks=True)
    return tuple(folder.name for folder in folders)
