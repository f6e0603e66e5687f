"""An empty archive, and what is written into each of its tables."""

from collections.abc import Iterable
from dataclasses import replace

import sqlite_utils
from msgspec.structs import asdict
from sqlalchemy import Connection

from recorder.archive import kept_tables, read_tables
from recorder.archive.codebook import (
    ABOUT,
    CODEBOOK,
    PROVENANCE,
    TABLES,
    about_rows,
    codebook_rows,
    provenance_rows,
)
from recorder.archive.columns import Row, Table
from recorder.archive.contents import Contents, check_batches, check_sound
from recorder.archive.people_rows import act_rows, note_rows, verdict_rows, word_rows
from recorder.archive.readings import ReadSession, read_session
from recorder.archive.session_rows import (
    answer_rows,
    attempt_rows,
    event_rows,
    participant_row,
    session_row,
)
from recorder.archive.study_rows import (
    question_rows,
    study_row,
    task_rows,
    variant_rows,
    version_rows,
)
from recorder.archive.views import VIEWS
from recorder.model.ids import SessionId
from recorder.model.kept import Kept, KeptSession, KeptSound, KeptStudy
from recorder.model.sessions import SessionRecord, SessionState
from recorder.model.studies import StudyVersion
from recorder.report.exclusions import split_readings
from recorder.storage.kept import list_kept_batches, list_kept_sound
from recorder.storage.log import read_record_in

TOKENIZER = "unicode61 remove_diacritics 2"
"""Words of any language, found with and without their accents."""


def make_tables(file: sqlite_utils.Database) -> None:
    """Make every table and view, empty."""
    for table in TABLES:
        file.table(table.name).create(
            {column.name: column.kind for column in table.columns},
            pk=table.keys[0] if len(table.keys) == 1 else table.keys,
            foreign_keys=[(one.name, one.refers) for one in table.columns if one.refers],
            strict=True,
        )
        for columns in table.indexes:
            file.table(table.name).create_index(columns)
    for view in VIEWS:
        file.create_view(view.name, view.sql.strip())
    _add(file, ABOUT, about_rows())
    _add(file, CODEBOOK, codebook_rows())


def fill(
    file: sqlite_utils.Database,
    connection: Connection,
    kept: KeptStudy,
    versions: list[StudyVersion],
    *,
    has_sound: bool = True,
) -> str:
    """Write a study into an archive's empty tables.

    Args:
        file: After `make_tables`.
        connection: A moment of the database that the study is read from.
        kept: The study's rows as of that moment.
        versions: The versions of `kept`, read.
        has_sound: Whether the recorded voices go in, which are most of the bytes.

    Returns:
        The hash of its contents, in hex.

    Raises:
        InvalidArchiveError: The log is damaged.
    """
    newest = versions[-1].study
    _add(file, kept_tables.STUDIES, [study_row(kept, newest)])
    _add(file, kept_tables.STUDY_VERSIONS, version_rows(kept, versions))
    sound = list_kept_sound(connection, kept.id) if has_sound else ()
    contents_hash = _add_kept(file, connection, kept, sound)
    filling = _Filling(file, versions)
    for session in kept.sessions:
        filling.add_session(_read(connection, session, versions))
    filling.add_plan()
    _add(file, PROVENANCE, provenance_rows(kept, contents_hash))
    file.table("words").enable_fts(["text"], tokenize=TOKENIZER)
    return contents_hash


def _add(file: sqlite_utils.Database, table: Table, rows: Iterable[Row]) -> None:
    file.table(table.name).insert_all(rows)


def _add_kept(
    file: sqlite_utils.Database,
    connection: Connection,
    kept: KeptStudy,
    sound: Iterable[KeptSound],
) -> str:
    contents = Contents(kept)
    sent = check_batches(kept, list_kept_batches(connection, kept.id))
    stored: tuple[tuple[Table, Iterable[Kept]], ...] = (
        (kept_tables.INVITATIONS, kept.invitations),
        (kept_tables.SESSIONS, kept.sessions),
        (kept_tables.CONSENTS, kept.consents),
        (kept_tables.EPOCHS, kept.epochs),
        (kept_tables.BATCHES, contents.follow(sent)),
        (kept_tables.TRANSCRIPTS, kept.transcripts),
        (kept_tables.SOUND, contents.follow_sound(check_sound(kept, sound))),
    )
    for table, rows in stored:
        _add(file, table, map(asdict, rows))
    return contents.digest()


def _read(
    connection: Connection, session: KeptSession, versions: list[StudyVersion]
) -> ReadSession:
    """Read one session; of one who withdrew nothing, even where it is not erased yet."""
    record = read_record_in(connection, SessionId(session.id))
    if session.state is SessionState.WITHDRAWN:
        emptied = replace(record.session, tasks=(), screener={}, choices={})
        record = SessionRecord(emptied, ())
    scored_with = session.scored_with or session.version
    return read_session(record, next(one for one in versions if one.hash == scored_with))


class _Filling:
    """Writes what people read, session by session, and remembers what tasks were called."""

    def __init__(self, file: sqlite_utils.Database, versions: list[StudyVersion]) -> None:
        self._file, self._versions = file, versions
        self._titles = {str(row["variant"]): str(row["title"]) for row in variant_rows(versions)}
        questions = {str(row["id"]): str(row["kind"]) for row in question_rows(versions)}
        self._asked = questions.keys()
        self._chosen = {name for name, kind in questions.items() if kind.startswith("choice")}
        self._named: dict[str, str] = {}

    def add_session(self, read: ReadSession) -> None:
        """Write one session's rows into all tables."""
        _, exclusions = split_readings(self._versions[-1].study, [read.reading])
        why_not = exclusions[0].sentence if exclusions else ""
        answers, notes = list(answer_rows(read, self._asked)), list(note_rows(read))
        events = list(event_rows(read))
        for table, rows in (
            (read_tables.PARTICIPANTS, [participant_row(read)]),
            (read_tables.SESSIONS, [session_row(read, why_not, self._titles)]),
            (read_tables.ATTEMPTS, attempt_rows(read)),
            (read_tables.ANSWERS, answers),
            (read_tables.NOTES, notes),
            (read_tables.VERDICTS, verdict_rows(read)),
            (read_tables.ACTS, act_rows(read)),
            (read_tables.WORDS, word_rows(read, answers, notes, self._chosen)),
            (read_tables.EVENTS, events),
        ):
            _add(self._file, table, rows)
        named = [str(row["task"]) for row in events if row["task"] is not None]
        for task in (*named, *read.record.session.tasks):
            self._named.setdefault(task, read.titles.get(task, task))

    def add_plan(self) -> None:
        """Write the study's variants, tasks and questions."""
        _add(self._file, read_tables.VARIANTS, variant_rows(self._versions))
        _add(self._file, read_tables.TASKS, task_rows(self._versions, self._named))
        _add(self._file, read_tables.QUESTIONS, question_rows(self._versions))
