"""Versions of studies, each kept once by the hash of its file; and studies that were closed."""

from sqlalchemy import Connection, delete, insert, select

from recorder.errors import NotFoundError
from recorder.model.ids import StudyHash, StudyId
from recorder.model.studies import StudyVersion
from recorder.model.study_text import parse_study
from recorder.storage.database import Database
from recorder.storage.tables import closed_studies, study_versions


def add_study_version(db: Database, version: StudyVersion, *, now_ms: float) -> None:
    """Keep a version of a study; keeping it again is harmless."""
    with db.read() as connection:
        known = select(study_versions.c.hash).where(study_versions.c.hash == version.hash)
        if connection.scalar(known):
            return
    db.write(lambda connection: insert_study_version(connection, version, now_ms=now_ms))


def insert_study_version(connection: Connection, version: StudyVersion, *, now_ms: float) -> None:
    """Keep a version inside a transaction, unless it is there."""
    known = select(study_versions.c.hash).where(study_versions.c.hash == version.hash)
    if connection.scalar(known):
        return
    row = {"hash": version.hash, "study": version.study.id, "text": version.text}
    connection.execute(insert(study_versions).values(**row, added_ms=now_ms))


def get_study_version(db: Database, version: StudyHash) -> StudyVersion:
    """Get the study that a session ran under.

    Raises:
        NotFoundError: No such version is kept.
    """
    query = select(study_versions).where(study_versions.c.hash == version)
    with db.read() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise NotFoundError("no such version of a study is kept")
    return parse_study(row.text, name=f"studies/{row.study}/study.yaml")


def list_study_versions(db: Database, study: StudyId) -> list[StudyHash]:
    """List the versions of a study that are kept, oldest first."""
    query = select(study_versions.c.hash).where(study_versions.c.study == study)
    with db.read() as connection:
        found = connection.scalars(query.order_by(study_versions.c.added_ms, "hash"))
        return [StudyHash(each) for each in found]


def list_recorded_studies(db: Database) -> list[StudyId]:
    """List the studies of which a version is kept."""
    query = select(study_versions.c.study).distinct().order_by(study_versions.c.study)
    with db.read() as connection:
        return [StudyId(each) for each in connection.scalars(query)]


def close_study(db: Database, study: StudyId, *, now_ms: float) -> None:
    """Let no further session start; closing again is harmless."""

    def close(connection: Connection) -> None:
        if not read_is_closed(connection, study):
            connection.execute(insert(closed_studies).values(study=study, closed_ms=now_ms))

    db.write(close)


def reopen_study(db: Database, study: StudyId) -> None:
    """Let sessions start again."""
    query = delete(closed_studies).where(closed_studies.c.study == study)
    db.change(query)


def is_study_closed(db: Database, study: StudyId) -> bool:
    """Tell whether no further session may start."""
    with db.read() as connection:
        return read_is_closed(connection, study)


def read_is_closed(connection: Connection, study: StudyId) -> bool:
    """Tell the same inside a transaction."""
    query = select(closed_studies.c.study).where(closed_studies.c.study == study)
    return connection.scalar(query) is not None
