"""One study's rows, read from any database and written into another."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from msgspec.structs import asdict, replace
from sqlalchemy import Connection, Row, Table, delete, insert, select

from recorder.model.ids import StudyId
from recorder.model.kept import (
    Kept,
    KeptBatch,
    KeptConsent,
    KeptEpoch,
    KeptInvitation,
    KeptSession,
    KeptSound,
    KeptStudy,
    KeptTranscript,
    KeptVersion,
)
from recorder.model.sessions import SessionMode, SessionState
from recorder.storage.scoring import SCORING
from recorder.storage.tables import (
    batches,
    closed_studies,
    consents,
    epochs,
    erasures,
    invitations,
    readings,
    sessions,
    sound_parts,
    study_versions,
    transcripts,
)

T = TypeVar("T")

AT_ONCE = 200
"""Batches that are read or written at once, so that a study need not fit into memory."""


def read_kept_study(connection: Connection, study: StudyId) -> KeptStudy:
    """Read what is kept of a study, without its batches.

    Of a participant who withdrew it has what an erasure leaves, even where the erasure
    itself has not happened yet. What is not known of the study is empty.
    """
    invited = _read_invitations(connection, study)
    numbers = {row.id: number for number, row in enumerate(invited, start=1)}
    joined = _read_sessions(connection, study, numbers)
    order = {session.id: place for place, session in enumerate(joined)}
    withdrawn = {one.id for one in joined if one.state is SessionState.WITHDRAWN}
    agreed = _read_consents(connection, study)
    loaded = _read_epochs(connection, study)
    written = _read_transcripts(connection, study)
    closed = select(closed_studies.c.closed_ms).where(closed_studies.c.study == study)
    return KeptStudy(
        id=study,
        closed_ms=connection.scalar(closed),
        versions=_read_versions(connection, study),
        invitations=tuple(_number_invitation(row, numbers[row.id]) for row in invited),
        sessions=joined,
        consents=tuple(
            sorted(
                (_hide_choices(one) if one.session in withdrawn else one for one in agreed),
                key=lambda one: order[one.session],
            )
        ),
        epochs=tuple(
            sorted(
                (one for one in loaded if one.session not in withdrawn),
                key=lambda one: (order[one.session], one.epoch),
            )
        ),
        transcripts=tuple(
            sorted(
                (one for one in written if one.session not in withdrawn),
                key=lambda one: (order[one.session], one.added_ms, one.id),
            )
        ),
    )


def list_kept_batches(connection: Connection, study: StudyId) -> Iterator[KeptBatch]:
    """Read a study's batches one by one, in the order in which they came."""
    of_study = (sessions.c.study == study) & (sessions.c.state != SessionState.WITHDRAWN)
    query = select(batches).join(sessions, sessions.c.id == batches.c.session).where(of_study)
    found = connection.execution_options(yield_per=AT_ONCE).execute(query.order_by(batches.c.id))
    for number, row in enumerate(found, start=1):
        yield KeptBatch(**{**row._mapping, "id": number})


def list_kept_sound(connection: Connection, study: StudyId) -> Iterator[KeptSound]:
    """Read the parts of a study's recorded voices one by one, take by take."""
    of_study = (sessions.c.study == study) & (sessions.c.state != SessionState.WITHDRAWN)
    query = (
        select(sound_parts)
        .join(sessions, sessions.c.id == sound_parts.c.session)
        .where(of_study)
        .order_by(sound_parts.c.session, sound_parts.c.take, sound_parts.c.number)
    )
    for row in connection.execution_options(yield_per=AT_ONCE).execute(query):
        yield KeptSound(**row._mapping)


def insert_kept_study(
    connection: Connection,
    kept: KeptStudy,
    sent: Iterable[KeptBatch],
    sound: Iterable[KeptSound] = (),
) -> None:
    """Write a study's rows inside a transaction; the caller knows that nothing is in the way.

    Versions of the study file that were seen before are written anew, with the time at which
    they were added first.

    Args:
        connection: Inside a write transaction.
        kept: Checked rows.
        sent: Its batches in order.
        sound: The parts of its recorded voices.
    """
    known = [version.hash for version in kept.versions]
    connection.execute(delete(study_versions).where(study_versions.c.hash.in_(known)))
    for version in kept.versions:
        row = {**asdict(version), "study": kept.id}
        connection.execute(insert(study_versions).values(**row))
    if kept.closed_ms is not None:
        closed = {"study": kept.id, "closed_ms": kept.closed_ms}
        connection.execute(insert(closed_studies).values(**closed))
    numbers = {one.id: _insert_invitation(connection, kept.id, one) for one in kept.invitations}
    for session in kept.sessions:
        _insert_session(connection, kept.id, session, numbers)
    small: tuple[tuple[Table, tuple[Kept, ...]], ...] = (
        (consents, kept.consents),
        (epochs, kept.epochs),
        (transcripts, kept.transcripts),
    )
    for table, rows in small:
        if rows:
            connection.execute(insert(table), [asdict(row) for row in rows])
    _insert_batches(connection, sent)
    for some in _pieces(sound):
        connection.execute(insert(sound_parts), [asdict(part) for part in some])


def find_clash(connection: Connection, kept: KeptStudy) -> str | None:
    """Find a row of another study that has a name which must be the only one; None if none.

    Returns:
        What it is, in words.
    """
    for words, column, names in (
        ("a session", sessions.c.id, [one.id for one in kept.sessions]),
        ("a token", sessions.c.token_hash, [one.token_hash for one in kept.sessions]),
        ("a withdrawal code", sessions.c.code_hash, [one.code_hash for one in kept.sessions]),
        ("an erased session", erasures.c.session, [one.id for one in kept.sessions]),
        ("a transcript", transcripts.c.id, [one.id for one in kept.transcripts]),
        ("an invitation", invitations.c.secret_hash, [one.secret_hash for one in kept.invitations]),
    ):
        for some in _pieces(names):
            if connection.execute(select(column).where(column.in_(some)).limit(1)).first():
                return words
    return None


def _read_versions(connection: Connection, study: StudyId) -> tuple[KeptVersion, ...]:
    found = connection.execute(select(study_versions).where(study_versions.c.study == study))
    made = (KeptVersion(hash=row.hash, added_ms=row.added_ms, text=row.text) for row in found)
    return tuple(sorted(made, key=lambda one: (one.added_ms, one.hash)))


def _read_invitations(connection: Connection, study: StudyId) -> list[Row[*tuple[Any, ...]]]:
    query = select(invitations).where(invitations.c.study == study).order_by(invitations.c.id)
    return list(connection.execute(query))


def _number_invitation(row: Row[*tuple[Any, ...]], number: int) -> KeptInvitation:
    values = {name: value for name, value in row._mapping.items() if name != "study"}
    return KeptInvitation(**{**values, "id": number, "mode": SessionMode(row.mode)})


def _read_sessions(
    connection: Connection, study: StudyId, numbers: Mapping[int, int]
) -> tuple[KeptSession, ...]:
    is_scoring = (readings.c.session == sessions.c.id) & (readings.c.kind == SCORING)
    query = (
        select(sessions, readings.c.body, erasures.c.erased_ms, consents.c.withdrawn_ms)
        .join(consents, consents.c.session == sessions.c.id)
        .outerjoin(readings, is_scoring)
        .outerjoin(erasures, erasures.c.session == sessions.c.id)
        .where(sessions.c.study == study)
    )
    made = [_read_session(row, numbers) for row in connection.execute(query)]
    return tuple(sorted(made, key=lambda one: (one.started_ms, one.id)))


def _read_session(row: Row[*tuple[Any, ...]], numbers: Mapping[int, int]) -> KeptSession:
    values = dict(row._mapping)
    body, withdrawn_ms = values.pop("body"), values.pop("withdrawn_ms")
    for name in ("study", "is_erasing"):
        del values[name]
    values["state"], values["mode"] = SessionState(row.state), SessionMode(row.mode)
    values["invitation"] = None if row.invitation is None else numbers[row.invitation]
    values["scored_with"] = None if body is None else body.decode()
    if values["state"] is SessionState.WITHDRAWN:
        erased_ms = withdrawn_ms if row.erased_ms is None else row.erased_ms
        nothing = {"tasks": "[]", "screener": "{}", "events": 0, "bytes": 0, "scored_with": None}
        values |= {**nothing, "erased_ms": erased_ms}
    return KeptSession(**values)


def _hide_choices(consent: KeptConsent) -> KeptConsent:
    return replace(consent, choices="{}")


def _read_consents(connection: Connection, study: StudyId) -> list[KeptConsent]:
    query = select(consents).join(sessions, sessions.c.id == consents.c.session)
    found = connection.execute(query.where(sessions.c.study == study))
    return [KeptConsent(**row._mapping) for row in found]


def _read_epochs(connection: Connection, study: StudyId) -> list[KeptEpoch]:
    query = select(epochs).join(sessions, sessions.c.id == epochs.c.session)
    found = connection.execute(query.where(sessions.c.study == study))
    return [KeptEpoch(**row._mapping) for row in found]


def _read_transcripts(connection: Connection, study: StudyId) -> list[KeptTranscript]:
    query = select(transcripts).join(sessions, sessions.c.id == transcripts.c.session)
    found = connection.execute(query.where(sessions.c.study == study))
    return [KeptTranscript(**row._mapping) for row in found]


def _insert_invitation(connection: Connection, study: StudyId, one: KeptInvitation) -> int:
    row = {**asdict(one), "study": study}
    del row["id"]
    added = connection.execute(insert(invitations).values(**row)).inserted_primary_key
    return int(added[0]) if added else 0


def _insert_session(
    connection: Connection, study: StudyId, one: KeptSession, numbers: Mapping[int, int]
) -> None:
    row = {**asdict(one), "study": study, "is_erasing": 0}
    scored_with, erased_ms = row.pop("scored_with"), row.pop("erased_ms")
    row["invitation"] = None if one.invitation is None else numbers[one.invitation]
    connection.execute(insert(sessions).values(**row))
    if erased_ms is not None:
        erased = {"session": one.id, "study": study, "participant": one.participant}
        connection.execute(insert(erasures).values(**erased, erased_ms=erased_ms))
    if scored_with is not None:
        decided = {"session": one.id, "kind": SCORING, "version": 1, "events": 0}
        connection.execute(insert(readings).values(**decided, body=str(scored_with).encode()))


def _insert_batches(connection: Connection, sent: Iterable[KeptBatch]) -> None:
    for some in _pieces(sent):
        rows = [asdict(batch) for batch in some]
        for row in rows:
            del row["id"]
        connection.execute(insert(batches), rows)


def _pieces(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some
