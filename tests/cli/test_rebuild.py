"""Reading the log again: what comes out otherwise, and which version scored it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.cli.rebuild import command as rebuild
from recorder.config import LIMITS
from recorder.errors import NotFoundError
from recorder.ingest.pages import Ingest
from recorder.model.ids import SessionId, StudyId
from recorder.model.outcomes import Outcome
from recorder.model.studies import StudyVersion
from recorder.model.study_text import parse_study
from recorder.projections.stored import attempts_from_json
from recorder.readings import ATTEMPTS, read_session_reading, read_study_readings
from recorder.storage.database import Database, migrate, open_database
from recorder.storage.log import append_events
from recorder.storage.readings import find_reading
from recorder.storage.sessions import NewSession, get_session, start_session
from recorder.storage.studies import add_study_version
from tests.projections.helpers import START_MS, judged

TEXT = """\
format: 1
id: tea-shop
title: Tea shop
prototype: {start: "https://shop.example/"}
consent: {version: 1, text: We record what you click., retention: 12 months}
tasks:
  - id: buy
    title: Buy
    scenario: Buy tea.
    success: [{page: {path: /PAGE}}]
"""
TEA = StudyId("tea-shop")
EVENTS = [
    {"type": "page.viewed", "at_ms": 0, "address": "/index.html"},
    {"type": "task.started", "at_ms": 1_000, "task": "buy"},
    {"type": "page.viewed", "at_ms": 2_000, "address": "/thanks.html"},
    {"type": "task.ended", "at_ms": 3_000, "task": "buy", "claim": "done"},
    {"type": "session.ended", "at_ms": 4_000, "why": "finished"},
    {"type": "epoch.ended", "at_ms": 5_000, "last_seq": 5},
]


def make_version(page: str) -> StudyVersion:
    return parse_study(TEXT.replace("PAGE", page), name="studies/tea-shop/study.yaml")


WRONG, RIGHT = make_version("thank-you.html"), make_version("thanks.html")


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An installation with a database of its own, and the corrected study in its folder."""
    folder = tmp_path / "studies" / "tea-shop"
    folder.mkdir(parents=True)
    (folder / "study.yaml").write_bytes(RIGHT.text.encode())
    url = f"sqlite:///{tmp_path / 'recorder.sqlite'}"
    monkeypatch.setenv("RECORDER_DATABASE", url)
    monkeypatch.setenv("RECORDER_STUDIES", str(folder.parent))
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path))
    opened = open_database(url)
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def session(db: Database) -> SessionId:
    """A session under the wrong criterion: the participant was done, and is scored failed."""
    started = start_session(db, NewSession(WRONG, consent_version=1, now_ms=START_MS))
    clock = {"origin_ms": START_MS, "now_ms": 5_000, "wall_ms": START_MS + 5_000}
    batch = {"v": 1, "token": started.token, "epoch": "A" * 16, "prev": None, "from": 0}
    body = json.dumps({**batch, "clock": clock, "events": EVENTS}).encode()
    answer = Ingest(db, lambda: START_MS + 5_000, LIMITS).append(body)
    assert answer.status == 200
    assert outcome(db, started.session.id) is Outcome.FAILED
    return started.session.id


def outcome(db: Database, session: SessionId) -> Outcome | None:
    _, _, reading = read_session_reading(db, session, now_ms=START_MS)
    return reading.attempts[0].outcome


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rebuild, list(arguments))


def test_without_a_correction_nothing_changes(session: SessionId) -> None:
    result = run("tea-shop")

    assert (result.exit_code, result.stdout) == (
        0, "tea-shop: 1 session read again, no outcomes changed.\n",
    )  # fmt: skip
    assert session


def test_a_corrected_criterion_changes_outcomes_and_says_so(
    db: Database, session: SessionId
) -> None:
    """The session keeps its own version; which one scored it is kept beside the attempts."""
    result = run("tea-shop", "--with", "current")

    assert result.stdout.splitlines() == [
        f"{session} buy: failed -> completed (the criterion was not met and is now met)",
        f"tea-shop: 1 session read again, scored with {RIGHT.hash[:12]}, 1 outcome changed.",
    ]
    assert outcome(db, session) is Outcome.COMPLETED
    assert get_session(db, session).version == WRONG.hash
    kept = find_reading(db, session, ATTEMPTS)
    stored = attempts_from_json(kept.body) if kept else None
    assert stored is not None
    assert stored.scored_with == RIGHT.hash


def test_the_version_that_scores_is_kept_until_it_is_taken_back(
    db: Database, session: SessionId
) -> None:
    """A verdict makes the reading stale; it must not bring the wrong criterion back."""
    run("tea-shop", "--with", "current")
    append = get_session(db, session)
    db.write(lambda link: append_events(link, append, [judged(9, "void")], now_ms=START_MS))

    again = run("tea-shop")
    _, readings = read_study_readings(db, TEA, now_ms=START_MS)

    assert f"{session} buy: completed -> void (the verdict is now void)" in again.stdout
    assert readings[0].attempts[0].criterion == "met"
    assert "is now not met" not in again.stdout
    back = run("tea-shop", "--with", "own")
    assert back.exit_code == 0
    assert read_session_reading(db, session, now_ms=START_MS)[0].hash == WRONG.hash


def test_a_version_is_named_by_how_its_hash_begins(db: Database, session: SessionId) -> None:
    add_study_version(db, RIGHT, now_ms=START_MS)

    result = run("tea-shop", "--with", RIGHT.hash[:10])

    assert "failed -> completed" in result.stdout
    assert outcome(db, session) is Outcome.COMPLETED


def test_every_study_is_read_again_when_none_is_named(session: SessionId) -> None:
    assert "tea-shop: 1 session read again" in run().stdout
    assert session


def test_programs_get_json(session: SessionId) -> None:
    (made,) = json.loads(run("tea-shop", "--with", "current", "--json").stdout)

    assert (made["study"], made["sessions"], made["scored_with"]) == ("tea-shop", 1, RIGHT.hash)
    assert made["differences"] == [
        {
            "session": session,
            "task": "buy",
            "before": "failed",
            "after": "completed",
            "reason": "the criterion was not met and is now met",
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("coffee",), 'there is no recorded study "coffee"'),
        (("tea-shop", "--with", "ffffff"), 'no version begins with "ffffff"; kept are'),
    ],
)
def test_what_does_not_exist_is_said(
    session: SessionId, arguments: tuple[str, ...], sentence: str
) -> None:
    """The program around the command prints the sentence and exits with 1."""
    result = run(*arguments)

    assert isinstance(result.exception, NotFoundError)
    assert sentence in str(result.exception)
    assert session


def test_a_version_without_a_study_is_wrong_usage(db: Database) -> None:
    assert run("--with", "current").exit_code == 2
    assert run().stdout == "Nothing has been recorded yet.\n"
    assert db.url
