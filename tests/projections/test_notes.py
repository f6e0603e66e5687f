"""Notes and verdicts that stand, and how they came to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.model.events import (
    ActUndone,
    Event,
    NoteAdded,
    NoteChanged,
    NoteRetracted,
    TaskRestarted,
    VerdictAgreed,
    VerdictGiven,
    VerdictWithdrawn,
)
from recorder.model.ids import TaskId
from recorder.model.outcomes import Finding, Outcome
from recorder.projections.notes import Note, find_names, find_severity, find_tags, project_notes
from recorder.projections.timeline import build_timeline
from recorder.projections.verdicts import (
    Verdicts,
    find_decider,
    list_conflicts,
    project_verdicts,
)
from tests.projections.helpers import a_task, began, judged, load, project, record, said, server


def noted(at_s: float, text: str, *, note: str = "n", person: str = "ada") -> NoteAdded:
    return NoteAdded(at_ms=at_s * 1_000, person=person, note=note, text=text, act=note)


def changed(at_s: float, text: str, *, moment_ms: float | None = None) -> NoteChanged:
    return NoteChanged(at_ms=at_s * 1_000, person="bo", note="n", text=text, moment_ms=moment_ms)


def notes(*events: Event) -> tuple[Note, ...]:
    return project_notes(build_timeline(record(load("a", began(2), said(8)), server(*events))))


def verdicts(*events: Event) -> Verdicts:
    found = project_verdicts(build_timeline(record(server(*events))))
    return found.get(TaskId("buy"), Verdicts(TaskId("buy")))


def test_a_note_stands_at_the_moment_it_speaks_of_with_its_tags() -> None:
    event = NoteAdded(
        at_ms=6_500, person="ada", note="n", text="Looks lost #menu !! @bo", moment_ms=5_000
    )

    (note,) = notes(event)

    assert (note.moment_ms, note.written_ms, note.task) == (5_000, 6_500, "buy")
    assert (note.tags, note.severity, note.names) == (("menu",), 2, ("bo",))
    assert note.history == ()


def test_a_marker_keeps_its_type_and_score() -> None:
    event = NoteAdded(at_ms=9_000, person="ada", note="n", text="", marker="error", score=-2)

    (note,) = notes(event)

    assert (note.marker, note.score, note.task) == ("error", -2, None)


def test_a_changed_note_says_what_it_said_before_and_who_said_so() -> None:
    (note,) = notes(noted(3, "Lost #a"), changed(4, "Found #b"), changed(5, "", moment_ms=100))

    assert (note.text, note.moment_ms, note.person, note.tags) == ("Found #b", 100, "ada", ("b",))
    assert [(one.person, one.text, one.moment_ms) for one in note.history] == [
        ("ada", "Lost #a", 3_000),
        ("bo", "Found #b", 3_000),
        ("bo", "Found #b", 100),
    ]


def test_a_note_taken_back_is_gone_until_that_is_undone() -> None:
    gone = NoteRetracted(at_ms=4_000, person="ada", note="n", act="r")
    undone = ActUndone(at_ms=5_000, person="ada", undone="r", act="u")

    assert notes(noted(3, "Hm."), gone) == ()
    assert [note.text for note in notes(noted(3, "Hm."), gone, undone)] == ["Hm."]


def test_an_undone_note_and_a_change_of_no_note_leave_nothing() -> None:
    undone = ActUndone(at_ms=5_000, person="ada", undone="n", act="u")

    assert notes(noted(3, "Hm."), undone) == ()
    assert notes(changed(3, "Hm.")) == ()


@pytest.mark.parametrize(
    ("text", "tags", "severity", "people"),
    [
        ("", (), 0, ()),
        ("Wow! me@example.org a#b", (), 0, ()),
        ("#Menu #menu, #tab-bar.", ("menu", "tab-bar"), 0, ()),
        ("! !!! !!!!", (), 3, ()),
        ("ask @bo. and @c-d", (), 0, ("bo", "c-d")),
        ("##a @@b", (), 0, ()),
    ],
)
def test_marks_in_a_text_are_told_from_mere_signs(
    text: str, tags: tuple[str, ...], severity: int, people: tuple[str, ...]
) -> None:
    assert (find_tags(text), find_severity(text), find_names(text)) == (tags, severity, people)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert 0 <= find_severity(text) <= 3
    assert all(tag == tag.lower() for tag in find_tags(text))
    assert all(f"@{name}" in text for name in find_names(text))


def test_each_persons_last_word_stands() -> None:
    found = verdicts(
        judged(1, "failed"), judged(2, "failed", person="bo"), judged(3, "completed", reason="No.")
    )

    assert [(one.person, one.outcome, one.reason) for one in found.standing] == [
        ("bo", Outcome.FAILED, ""),
        ("ana", Outcome.COMPLETED, "No."),
    ]
    assert found.differ
    assert len(found.history) == 3


def test_a_word_taken_back_stays_in_the_history_only() -> None:
    back = VerdictWithdrawn(at_ms=2_000, task="buy", person="ana")

    found = verdicts(judged(1, "failed"), back)

    assert (found.standing, found.differ) == ((), False)
    assert [one.outcome for one in found.history] == [Outcome.FAILED, None]


def test_what_was_agreed_settles_what_people_said() -> None:
    agreed = VerdictAgreed(
        at_ms=3_000, task="buy", person="ana", outcome="failed", between=("ana", "bo"), act="g"
    )
    undone = ActUndone(at_ms=4_000, person="ana", undone="g", act="u")
    words = (judged(1, "failed"), judged(2, "completed", person="bo"))

    settled, reopened = verdicts(*words, agreed), verdicts(*words, agreed, undone)

    assert settled.agreed is not None
    assert (settled.differ, reopened.differ, reopened.agreed) == (False, True, None)
    assert reopened.history[-1].is_undone


def test_a_task_begun_again_has_no_verdicts() -> None:
    again = TaskRestarted(at_ms=2_000, task="buy", person="ana")

    assert verdicts(judged(1, "failed"), again).history == ()


def test_conflicts_name_what_nobody_judged_and_what_people_judge_differently() -> None:
    attempt = project(a_task(), load("a", began(1), said(5, None, why="moderator")))
    words = verdicts(judged(6, "failed"), judged(7, "completed", person="bo"))

    assert list_conflicts(attempt, None) == ("It has ended, and nobody has said how.",)
    assert "People judged it differently and have not agreed yet." in list_conflicts(attempt, words)


def test_it_is_told_whose_word_the_outcome_is() -> None:
    claimed = project(a_task(), load("a", began(1), said(5)))
    by_person = project(a_task(), load("a", began(1), said(5)), server(judged(6, "failed")))
    agreed = Verdicts(
        TaskId("buy"),
        agreed=verdicts(
            VerdictAgreed(at_ms=3_000, task="buy", person="ana", outcome="failed")
        ).agreed,
    )

    assert claimed.criterion is Finding.NONE
    assert find_decider(claimed, None) == "claim"
    assert find_decider(by_person, verdicts(judged(6, "failed"))) == "person"
    assert find_decider(by_person, agreed) == "agreement"


def test_a_verdict_on_another_task_is_its_own() -> None:
    other = VerdictGiven(at_ms=1_000, task="sell", person="ana", outcome="failed")

    assert verdicts(other).standing == ()
