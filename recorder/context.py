"""The one bridge from a web request to plain objects: settings, the database and studies."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, current_app

from recorder.clock import Clock
from recorder.config import Settings
from recorder.errors import InvalidStudyError, NotFoundError
from recorder.ingest.audience import NOBODY, Audience
from recorder.model.ids import StudyHash, StudyId
from recorder.model.studies import StudyVersion
from recorder.storage.database import Database
from recorder.storage.studies import add_study_version, get_study_version, list_study_versions
from recorder.storage.study_folders import read_study

_ID = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class Context:
    """What every request of one application stands on.

    Attributes:
        audience: Who watches sessions while they run.
        files: Study files as last read, by id: when the file was changed, and what it said.
    """

    settings: Settings
    db: Database
    clock: Clock
    audience: Audience = NOBODY
    files: dict[StudyId, tuple[int, StudyVersion]] = field(default_factory=dict)


def init_context(
    app: Flask, settings: Settings, db: Database, clock: Clock, audience: Audience = NOBODY
) -> None:
    """Give one application its settings, its database, its clock and its audience."""
    app.extensions["recorder"] = Context(settings, db, clock, audience)


def get_settings() -> Settings:
    """Answer the settings of the application that serves this request."""
    return _get_context().settings


def get_db() -> Database:
    """Answer the database of the application that serves this request."""
    return _get_context().db


def get_clock() -> Clock:
    """Answer the clock of the application that serves this request."""
    return _get_context().clock


def get_audience() -> Audience:
    """Answer who watches the sessions of the application that serves this request."""
    return _get_context().audience


def _get_context() -> Context:
    context = current_app.extensions["recorder"]
    assert isinstance(context, Context)  # noqa: S101 - set by init_context only
    return context


@dataclass(frozen=True, slots=True)
class StudyFile:
    """One study folder, read.

    Attributes:
        version: What the file says; None when it has faults.
        faults: What is wrong with it, as `file:line:column: sentence`.
    """

    id: StudyId
    version: StudyVersion | None
    faults: tuple[str, ...] = ()


def list_study_files() -> list[StudyFile]:
    """Read every study folder; one with faults is listed with them."""
    names = sorted(path.parent.name for path in get_settings().studies.glob("*/study.yaml"))
    return [_try_study(StudyId(name)) for name in names if _ID.fullmatch(name)]


def _try_study(study: StudyId) -> StudyFile:
    try:
        return StudyFile(study, find_study(study))
    except InvalidStudyError as error:
        return StudyFile(study, None, tuple(str(fault) for fault in error.faults))


def find_study(study: StudyId) -> StudyVersion:
    """Read a study as its file says now; a new version of it is kept at first sight.

    Raises:
        NotFoundError: There is no such study.
        InvalidStudyError: Its file has faults.
    """
    folder = _find_folder(study)
    changed_ns = (folder / "study.yaml").stat().st_mtime_ns
    files = _get_context().files
    if study not in files or files[study][0] != changed_ns:
        version = read_study(folder)
        add_study_version(get_db(), version, now_ms=get_clock()())
        files[study] = changed_ns, version
    return files[study][1]


def find_known_study(study: StudyId) -> StudyVersion:
    """Read a study as its file says now, or as it was last when the file is faulty or gone.

    What was recorded stays within reach, and who finishes is thanked, whatever is being edited.

    Raises:
        NotFoundError: There is no such study, and there never was.
        InvalidStudyError: Its file has faults, and always had.
    """
    try:
        return find_study(study)
    except (InvalidStudyError, NotFoundError):
        kept = list_study_versions(get_db(), study)
        if not kept:
            raise
        return find_version(kept[-1])


def find_version(version: StudyHash) -> StudyVersion:
    """Get the version that a session ran under.

    Raises:
        NotFoundError: It is not kept.
    """
    known = (kept for _, kept in _get_context().files.values())
    current = next((kept for kept in known if kept.hash == version), None)
    return current or get_study_version(get_db(), version)


def find_prototype_folder(study: StudyId) -> Path:
    """Find the folder of a study's prototype files.

    Raises:
        NotFoundError: The study has none.
    """
    folder = _find_folder(study) / "prototype"
    if not folder.is_dir():
        raise NotFoundError("this study has no prototype files")
    return folder.resolve()


def _find_folder(study: StudyId) -> Path:
    folder = get_settings().studies / study
    if not _ID.fullmatch(study) or not (folder / "study.yaml").is_file():
        raise NotFoundError("there is no such study")
    return folder
