"""Attempts kept and read back."""

import msgspec

from recorder.model.ids import StudyHash
from recorder.model.studies import PageReached
from recorder.projections.attempts import VERSION
from recorder.projections.stored import (
    attempts_from_json,
    attempts_to_json,
    read_stale_attempts,
)
from tests.projections.helpers import a_task, began, judged, load, project, rated, said, server

HASH = StudyHash("f" * 64)
ATTEMPT = project(
    a_task(PageReached(path="/x")),
    load("a", began(1), rated(2, "seq", 5.0), rated(2, "why", ["a", "b"]), said(3, "gave_up")),
    server(judged(9, "partial", score=0.5, reason="nearly")),
)


def test_attempts_come_back_as_they_were() -> None:
    stored = attempts_from_json(attempts_to_json([ATTEMPT], scored_with=HASH))

    assert stored is not None
    assert (stored.version, stored.scored_with, stored.attempts) == (VERSION, HASH, [ATTEMPT])


def test_what_another_version_of_the_projection_made_is_stale() -> None:
    kept = msgspec.json.decode(attempts_to_json([ATTEMPT], scored_with=HASH))
    old = msgspec.json.encode({**kept, "version": VERSION - 1})

    assert attempts_from_json(old) is None
    stale = read_stale_attempts(old)
    assert stale is not None
    assert stale.attempts == [ATTEMPT]


def test_what_cannot_be_read_is_stale() -> None:
    for broken in ("", "{", "[]", '{"version": 1}'):
        assert attempts_from_json(broken) is None
        assert read_stale_attempts(broken) is None
