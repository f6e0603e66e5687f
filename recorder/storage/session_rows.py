"""Rows of sessions, and the sessions that they are."""

import json
from typing import Any

from sqlalchemy import Row, Select, select

from recorder.model.ids import ParticipantId, SessionId, StudyHash, StudyId, TaskId, VariantId
from recorder.model.sessions import Session, SessionMode, SessionState
from recorder.storage.tables import consents, sessions


def select_sessions() -> Select[*tuple[Any, ...]]:
    """Select what `read_session` reads; the caller says which."""
    columns = [column for column in sessions.c if column.name not in ("token_hash", "code_hash")]
    consent = (consents.c.text_hash.label("consent_version"), consents.c.choices)
    return select(*columns, *consent).join(consents, consents.c.session == sessions.c.id)


def read_session(row: Row[*tuple[Any, ...]]) -> Session:
    """Read one row of `select_sessions`."""
    return Session(
        id=SessionId(row.id),
        study=StudyId(row.study),
        version=StudyHash(row.version),
        participant=ParticipantId(row.participant),
        variant=None if row.variant is None else VariantId(row.variant),
        tasks=tuple(TaskId(task) for task in json.loads(row.tasks)),
        state=SessionState(row.state),
        started_ms=row.started_ms,
        last_received_ms=row.last_received_ms,
        consent_version=row.consent_version,
        choices=json.loads(row.choices),
        screener=json.loads(row.screener),
        is_test=bool(row.is_test),
        mode=SessionMode(row.mode),
    )
