"""Who may see which verdicts now, and which acts of a log tell of them."""

import pytest

from recorder.model.events import (
    ActUndone,
    AnyEvent,
    NoteAdded,
    TaskRestarted,
    VerdictAgreed,
    VerdictGiven,
    VerdictWithdrawn,
)
from recorder.projections.blindness import Viewer, find_hidden, hide_acts, is_blind, is_hidden
from recorder.projections.story import tell_story
from recorder.projections.timeline import build_timeline
from recorder.projections.verdicts import project_verdicts
from tests.projections.helpers import BUY, record, server

CODER, SEEING = Viewer("bo", is_coder=True), Viewer("bo", is_coder=False)


def given(person: str, act: str, task: str = "buy") -> VerdictGiven:
    return VerdictGiven(at_ms=9_000, act=act, task=task, person=person, outcome="failed")


def undone(act: str, of: str, person: str = "ada") -> ActUndone:
    return ActUndone(at_ms=9_500, act=act, person=person, undone=of)


BACK = VerdictWithdrawn(at_ms=9_100, act="back", task="buy", person="bo")
AGREED = VerdictAgreed(
    at_ms=9_200, act="agreed", task="buy", person="cy", outcome="partial", between=("ada", "cy")
)
AGAIN = TaskRestarted(at_ms=9_300, act="again", task="buy", person="ada")
NOTE = NoteAdded(at_ms=9_400, act="note", note="n", person="ada", text="look")


@pytest.mark.parametrize(
    ("events", "blind", "hidden"),
    [
        ((), True, False),
        ((given("ada", "a"),), True, True),
        ((given("ada", "a"), given("bo", "b")), False, False),
        ((given("ada", "a"), given("bo", "b"), BACK), False, False),
        ((given("ada", "a"), given("bo", "b", "find")), True, True),
        ((given("ada", "a"), given("bo", "b"), AGAIN, given("ada", "c")), True, True),
        ((given("ada", "a"), undone("u", "a")), True, True),
    ],
)
def test_a_coder_is_blind_to_an_attempt_until_having_judged_its_go(
    events: tuple[AnyEvent, ...], blind: bool, hidden: bool
) -> None:
    verdicts = project_verdicts(build_timeline(record(server(*events)))).get(BUY)

    assert (is_blind(CODER, verdicts), is_hidden(CODER, verdicts)) == (blind, hidden)
    assert not is_blind(SEEING, verdicts)
    assert not is_hidden(SEEING, verdicts)


@pytest.mark.parametrize(
    ("events", "places"),
    [
        ((NOTE, given("ada", "a"), NOTE, AGREED), {1, 3}),
        ((given("ada", "a"), undone("u", "a"), undone("v", "u")), {0, 1, 2}),
        ((given("ada", ""), undone("u", "")), {0}),
        ((given("ada", "a"), AGAIN), {0}),
        ((given("ada", "a"), given("bo", "b")), set()),
        ((given("ada", "a"), given("bo", "b", "find"), given("ada", "c", "find")), {0}),
        ((undone("u", "elsewhere"), NOTE), set()),
    ],
)
def test_hidden_are_others_verdicts_on_what_is_yet_to_be_judged_and_their_undoing(
    events: tuple[AnyEvent, ...], places: set[int]
) -> None:
    log = record(server(*events))

    assert find_hidden(log, CODER) == places
    assert find_hidden(log, SEEING) == frozenset()


def test_a_story_is_told_without_what_is_hidden() -> None:
    log = record(server(NOTE, given("ada", "a"), undone("u", "a")))

    kinds = [each.kind for each in tell_story(hide_acts(log, find_hidden(log, CODER)))]

    assert kinds == ["note.added"]
