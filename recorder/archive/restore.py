"""Restoring: a study out of an archive into this installation's database, all of it or nothing."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from recorder.archive.contents import Contents, check_batches, check_sound, hash_contents
from recorder.archive.opening import Archive, open_archive
from recorder.archive.references import check_references
from recorder.errors import ConflictError, InvalidArchiveError
from recorder.model.ids import StudyId
from recorder.model.kept import KeptStudy
from recorder.storage.database import Database
from recorder.storage.kept import (
    find_clash,
    insert_kept_study,
    list_kept_batches,
    list_kept_sound,
    read_kept_study,
)
from recorder.storage.study_folders import STUDY_FILE


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored.

    Attributes:
        events: Events of the log, the server's own too.
        was_there: The very same study was there already; nothing was written.
        text: The newest version of the study file.
    """

    study: StudyId
    sessions: int
    events: int
    was_there: bool
    text: str


def restore_archive(db: Database, path: Path) -> Restored:
    """Restore the study of an archive, in one transaction.

    Everything is checked first: hash chains, references, every value. Restoring again is
    harmless. A study that is here already is never changed or added to.

    Raises:
        InvalidArchiveError: The file is no archive, is damaged or was made by a newer version.
        ConflictError: The study, or something with a name of it, is here with other content.
    """
    with open_archive(path) as archive:
        kept = archive.read_kept()
        check_references(kept)
        _check_contents(kept, archive)
        is_new = db.write(lambda connection: _insert(connection, kept, archive))
    events = sum(session.events for session in kept.sessions)
    return Restored(kept.id, len(kept.sessions), events, not is_new, kept.versions[-1].text)


def write_study_file(restored: Restored, studies: Path) -> Path | None:
    """Write the newest version into the study's folder, where there is no study file yet.

    Returns:
        The file; None when there is one already, which is never overwritten.
    """
    path = studies / restored.study / STUDY_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(restored.text.encode())
    except FileExistsError:
        return None
    return path


def _check_contents(kept: KeptStudy, archive: Archive) -> None:
    contents = Contents(kept)
    for _ in contents.follow(check_batches(kept, archive.list_batches())):
        pass
    for _ in contents.follow_sound(check_sound(kept, archive.list_sound())):
        pass
    if contents.digest() != archive.claimed_hash:
        raise InvalidArchiveError("the archive is damaged: it is not what its own hash says")


def _insert(connection: Connection, kept: KeptStudy, archive: Archive) -> bool:
    """Insert the study; False when the very same is there."""
    there = read_kept_study(connection, kept.id)
    batches, sound = list_kept_batches(connection, kept.id), list_kept_sound(connection, kept.id)
    if hash_contents(there, batches, sound) == archive.claimed_hash:
        return False
    known = {version.hash for version in kept.versions}
    is_free = there.is_untouched and {version.hash for version in there.versions} <= known
    if not is_free:
        words = "is here already, with other content; nothing was written"
        raise ConflictError(f'the study "{kept.id}" {words}')
    clash = find_clash(connection, kept)
    if clash is not None:
        words = "belongs to another study here; nothing was written"
        raise ConflictError(f'{clash} of the study "{kept.id}" {words}')
    insert_kept_study(connection, kept, archive.list_batches(), archive.list_sound())
    return True
