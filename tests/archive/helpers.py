"""Studies with all that a log may hold, their archives, and what somebody may do to those."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from recorder.archive.write import write_archive
from recorder.ingest.pages import Ingest
from recorder.model.events import AnyEvent
from recorder.model.ids import SessionId, StudyId
from recorder.model.studies import StudyVersion
from recorder.readings import read_study_readings
from recorder.report.build import build_report
from recorder.report.json_text import write_json
from recorder.storage.database import Database
from recorder.storage.invitations import add_invitations
from recorder.storage.log import append_events
from recorder.storage.sessions import StartedSession, get_session
from tests.storage.helpers import START_MS, make_batch, make_version, start

TEA = StudyId("tea-shop")
EPOCHS = ("AAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBB", "CCCCCCCCCCCCCCCC")
WORDS = 'Zu teuer — «кнопка» 按钮 🫖, "quoted"\n\tand =1+1'
LONG_AFTER_MS = START_MS + 10 * 86_400_000

SITTING: list[dict[str, object]] = [
    {
        "type": "session.started",
        "at_ms": 0,
        "viewport_width_px": 1280,
        "viewport_height_px": 720,
        "browser": "firefox",
        "os": "linux",
        "device": "desktop",
        "language": "de",
    },
    {"type": "page.viewed", "at_ms": 1, "address": "/index.html"},
    {"type": "task.started", "at_ms": 1_000, "task": "buy"},
    {"type": "element.clicked", "at_ms": 2_000, "selector": "#buy", "page_x_px": 10},
    {"type": "problem.reported", "at_ms": 2_500, "task": "buy", "text": WORDS},
    {"type": "task.ended", "at_ms": 5_000, "task": "buy", "claim": "done"},
    {"type": "rating.given", "at_ms": 5_500, "task": "buy", "question": "seq", "value": 6},
    {"type": "rating.given", "at_ms": 6_000, "question": "why", "value": "The kettle sang."},
    {"type": "rating.given", "at_ms": 6_500, "question": "which", "value": ["red", "green"]},
]

PEOPLE: list[dict[str, object]] = [
    {"type": "note.added", "at_ms": 2_100, "note": "n1", "person": "mo", "text": "Hesitates."},
    {"type": "note.added", "at_ms": 2_200, "note": "n2", "person": "mo", "text": "Wrong one."},
    {"type": "note.changed", "at_ms": 2_300, "note": "n1", "person": "mo", "text": "Hovers long."},
    {"type": "note.retracted", "at_ms": 2_400, "note": "n2", "person": "mo"},
    {"type": "assist.given", "at_ms": 2_500, "task": "buy", "person": "mo", "level": 2},
    {"type": "slip.noted", "at_ms": 2_600, "task": "buy", "person": "mo", "text": "Opens help."},
    {
        "type": "verdict.given",
        "at_ms": 9_000,
        "task": "buy",
        "person": "mo",
        "outcome": "failed",
        "reason": "Bought coffee.",
    },
    {
        "type": "verdict.given",
        "at_ms": 9_100,
        "task": "buy",
        "person": "al",
        "outcome": "partial",
        "score": 0.25,
    },
    {"type": "verdict.withdrawn", "at_ms": 9_200, "task": "buy", "person": "al"},
]


def send(
    db: Database,
    session: StartedSession,
    events: Sequence[dict[str, object]],
    *,
    epoch: str = EPOCHS[0],
    prev: str | None = None,
    seq: int = 0,
    after_ms: float = 10_000,
) -> None:
    """Send one batch as a page does; it must be taken."""
    body = make_batch(session.token, epoch=epoch, prev=prev, seq=seq, events=list(events))
    answer = Ingest(db, lambda: START_MS + after_ms).append(json.dumps(body).encode())
    assert answer.status == 200, answer.body


def add_people(db: Database, session: SessionId, events: Sequence[dict[str, object]]) -> None:
    """Append what the study's own people did."""
    typed = msgspec.convert(list(events), list[AnyEvent])
    found = get_session(db, session)
    db.write(lambda connection: append_events(connection, found, typed, now_ms=START_MS + 9_500))


def add_sitting(db: Database, version: StudyVersion | None = None) -> StartedSession:
    """Record a sitting of two page loads, with all that people added to it."""
    session = start(db, version, choices={"quotes": True}, screener={"age": "40"})
    send(db, session, SITTING)
    end = [{"type": "epoch.ended", "at_ms": 7_000, "last_seq": len(SITTING)}]
    send(db, session, end, seq=len(SITTING))
    rest: list[dict[str, object]] = [
        {"type": "task.started", "at_ms": 10, "task": "find"},
        {"type": "session.ended", "at_ms": 20, "why": "stopped"},
        {"type": "epoch.ended", "at_ms": 30, "last_seq": 2},
    ]
    send(db, session, rest, epoch=EPOCHS[1], prev=EPOCHS[0], after_ms=20_000)
    add_people(db, session.session.id, PEOPLE)
    return session


def add_study(db: Database) -> list[StartedSession]:
    """Record three sittings by invitation and by the open link, one of them a try."""
    version = make_version(variants=("current", "short"))
    secrets = add_invitations(db, TEA, 2, uses=3, label="Wave 1", now_ms=START_MS)
    first = add_sitting(db, version)
    second = start(db, version, invitation=secrets[1].secret, now_ms=START_MS + 5_000)
    send(db, second, SITTING[:4], after_ms=30_000)
    third = start(db, version, is_test=True, now_ms=START_MS + 6_000)
    return [first, second, third]


def archive(db: Database, path: Path) -> Path:
    """Write the study's archive."""
    write_archive(db, TEA, path)
    return path


def read_report(db: Database) -> str:
    """Build the study's report as JSON, long after."""
    version, readings = read_study_readings(db, TEA, now_ms=LONG_AFTER_MS)
    return write_json(build_report(version.study, readings))


def ask(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Ask an archive."""
    with closing(sqlite3.connect(path)) as connection:
        return [tuple(row) for row in connection.execute(sql, values)]


def tamper(path: Path, *statements: str) -> Path:
    """Change an archive, with everything that SQLite lets one do."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.executescript(statement)
        connection.commit()
    return path
