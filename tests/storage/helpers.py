"""A study, sessions and batches as tests of the log and of the wire need them."""

import atexit
import json
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, text

from recorder.model.ids import SessionId
from recorder.model.studies import StudyVersion
from recorder.model.study_text import parse_study
from recorder.storage.database import Database, migrate, open_database
from recorder.storage.log import read_record
from recorder.storage.sessions import NewSession, StartedSession, start_session
from recorder.storage.tables import closed_studies

START_MS = 1_795_300_000_000.0
"""When the tests' sessions start."""

EPOCH = "AAAAAAAAAAAAAAAA"

STUDY = """\
format: 1
id: tea-shop
title: Tea shop
prototype: {start: "https://shop.example/"}
VARIANTS
order: ORDER
participants: {open: OPEN}
consent:
  version: 3
  text: We record what you click.
  retention: 12 months
  choices: [{id: quotes, ask: May we quote you?}]
tasks:
  - {id: buy, title: Buy, scenario: Buy tea.}
  - {id: find, title: Find, scenario: Find the shop.}
  - {id: pay, title: Pay, scenario: Pay.}
  - {id: ask, title: Ask, scenario: Ask for help.}
"""

CLICK = {"type": "element.clicked", "at_ms": 10.0, "x": 0.5, "y": 0.5, "selector": "#buy"}


def make_version(
    *, order: str = "fixed", variants: tuple[str, ...] = (), is_open: bool = True
) -> StudyVersion:
    """Make a study of four tasks."""
    listed = "".join(f"\n  - {{id: {each}, title: {each}}}" for each in variants)
    text = STUDY.replace("ORDER", order).replace("OPEN", "true" if is_open else "false")
    text = text.replace("VARIANTS", f"variants:{listed}" if variants else "variants: []")
    return parse_study(text, name="studies/tea-shop/study.yaml")


def open_new(folder: Path) -> Database:
    """Open a new SQLite file with all tables."""
    path = folder / "recorder.sqlite"
    shutil.copyfile(_migrated(), path)
    return open_database(f"sqlite:///{path}")


@cache
def _migrated() -> Path:
    """Migrate one file for all tests of a process, because that takes a while."""
    path = Path(tempfile.mkdtemp(prefix="recorder-tests-")) / "migrated.sqlite"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    db = open_database(f"sqlite:///{path}")
    migrate(db)
    db.close()
    return path


def start(db: Database, version: StudyVersion | None = None, **changes: object) -> StartedSession:
    """Start a session whose participant agreed."""
    given: dict[str, object] = {"consent_version": 3, "now_ms": START_MS, **changes}
    return start_session(db, NewSession(version or make_version(), **given))  # type: ignore[arg-type]


def make_batch(token: str, **changes: object) -> dict[str, object]:
    """Make one batch of one click, with these keys of it replaced; `seq` stands for `from`."""
    clock = {"origin_ms": START_MS, "now_ms": 12.0, "wall_ms": START_MS + 12}
    batch = {"v": 1, "token": token, "epoch": EPOCH, "prev": None, "from": 0, "clock": clock}
    batch["events"] = [CLICK]
    if "seq" in changes:
        changes["from"] = changes.pop("seq")
    return {**batch, **changes}


def make_body(token: str, **changes: object) -> bytes:
    """Make the same as the bytes of a request."""
    return json.dumps(make_batch(token, **changes)).encode()


def clicks(count: int, *, at_ms: float = 10.0) -> list[dict[str, object]]:
    """Make events that tell themselves apart by their selector."""
    return [{**CLICK, "at_ms": at_ms, "selector": f"#item-{place}"} for place in range(count)]


def stored_selectors(db: Database, session: SessionId, epoch: str = EPOCH) -> list[str]:
    """List the selectors of the clicks that an epoch has on disk, in the log's order."""
    record = read_record(db, session)
    return [
        getattr(event, "selector", "")
        for each in record.epochs
        if each.id == epoch
        for event in each.events
    ]


def add(name: str) -> Callable[[Connection], int]:
    """Make a write that adds one row."""
    return lambda connection: (
        connection.execute(closed_studies.insert().values(study=name, closed_ms=1.0)).rowcount
    )


def list_names(db: Database) -> list[str]:
    """List what such writes added."""
    with db.read() as connection:
        return sorted(connection.scalars(text("select study from closed_studies")))
