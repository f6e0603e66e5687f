"""A session in plain words."""

import msgspec

from recorder.model.events import (
    Act,
    AssistGiven,
    ElementClicked,
    Event,
    PageScrolled,
    PointerMoved,
    ProblemReported,
    RequestFailed,
    ScriptFailed,
)
from recorder.projections.names import Names
from recorder.projections.story import Moment, tell_story
from tests.projections.helpers import (
    BUY,
    began,
    came_back,
    clicked,
    hid,
    jumped,
    load,
    rated,
    read,
    record,
    said,
    server,
    viewed,
)


def words(*events: Event) -> list[str]:
    return [moment.words for moment in tell_story(record(load("a", *events)))]


def moved(at_s: float) -> PointerMoved:
    return PointerMoved(at_ms=at_s * 1_000, path=[(0.0, 1.0, 1.0)])


def scrolled(at_s: float) -> PageScrolled:
    return PageScrolled(at_ms=at_s * 1_000, depth=0.5, y_px=10)


def test_a_task_reads_like_a_story() -> None:
    button = ElementClicked(at_ms=5_000, name="Add to basket", role="button", selector="#add")

    moments = tell_story(
        record(load("a", viewed(0), read(1), began(2), viewed(4, "/teas.html"), button, said(9)))
    )

    assert [moment.words for moment in moments] == [
        "opened /index.html",
        "read the task buy",
        "started the task buy",
        "opened /teas.html",
        "clicked “Add to basket” (button)",
        "said: done",
    ]
    assert moments[4] == Moment(
        5_000,
        "element.clicked",
        "clicked “Add to basket” (button)",
        BUY,
        "#add",
    )
    assert moments[0].task is None


def test_moves_and_scrolls_that_follow_each_other_are_one_moment() -> None:
    told = words(moved(1), moved(2), scrolled(3), scrolled(4), moved(5), clicked(6), moved(7))

    assert told == [
        "moved the pointer and scrolled", "clicked", "moved the pointer",
    ]  # fmt: skip


def test_tasks_and_questions_are_told_by_what_people_call_them() -> None:
    """Ids are the study file's business; a page names what participants saw."""
    names = Names({"buy": "Buy a tea"}, {"seq": "How easy was it?"})

    told = tell_story(record(load("a", read(1), began(2), said(9), rated(10, "seq", 5.0))), names)

    assert [(moment.words, moment.detail) for moment in told] == [
        ("read the task “Buy a tea”", ""),
        ("started the task “Buy a tea”", ""),
        ("said: done", "Buy a tea"),
        ("answered “How easy was it?”: 5", ""),
    ]


def test_the_items_of_an_instrument_are_one_moment() -> None:
    """Ten lines of a questionnaire would hide what happened around them."""
    names = Names(instruments={f"sus.{item}": "System Usability Scale" for item in (1, 2, 3)})
    answers = [rated(item, f"sus.{item}", float(item)) for item in (1, 2, 3)]

    told = tell_story(record(load("a", *answers, rated(4, "why", "fine"))), names)

    assert [(moment.words, moment.detail) for moment in told] == [
        ("answered the System Usability Scale", "1: 1, 2: 2, 3: 3"),
        ("answered why: “fine”", ""),
    ]
    assert told[0].at_ms == 1_000


def test_being_away_is_one_moment_with_its_length() -> None:
    assert words(viewed(0), hid(2), came_back(14), clicked(20)) == [
        "opened /index.html", "left the page for 12 s", "clicked",
    ]  # fmt: skip


def test_sleep_is_told_from_a_clock_that_was_set() -> None:
    slept = load("a", viewed(0), jumped(2, 90), clicked(3))
    set_ahead = load("a", viewed(0), jumped(2, 90), clicked(3), sleeps=False)

    assert "the machine slept for 1 min 30 s" in [m.words for m in tell_story(record(slept))]
    assert "the device's clock was set" in [m.words for m in tell_story(record(set_ahead))]


def test_answers_failures_and_help_are_told() -> None:
    told = tell_story(
        record(
            load(
                "a",
                rated(1, "seq", 5.0),
                rated(2, "why", "easy"),
                rated(3, "why", None),
                ProblemReported(at_ms=4_000, text="I cannot find the basket"),
                ScriptFailed(at_ms=5_000, message="x is undefined"),
                RequestFailed(at_ms=6_000, address="/api", status=500),
            ),
            server(AssistGiven(at_ms=7_000, task="buy", person="ana", level=2)),
        )
    )

    assert [(moment.words, moment.detail) for moment in told] == [
        ("answered seq: 5", ""),
        ("answered why: “easy”", ""),
        ("took back the answer to why", ""),
        ("reported a problem", "I cannot find the basket"),
        ("a script of the page failed", "x is undefined"),
        ("a request of the page failed", "/api answered 500"),
        ("ana gave a hint", ""),
    ]


def test_every_event_type_is_either_told_or_known_to_be_for_machines() -> None:
    """A new event type has to be thought about here."""
    machines = {"page.hidden", "page.shown", "epoch.ended", "page.measured", "dom.recorded"}
    machines |= {"recorder.measured"}
    filler: dict[str, object] = {
        "viewport_width_px": 1, "viewport_height_px": 1, "last_seq": 0, "version": "1",
        "task": "buy", "claim": "done", "question": "q", "value": "x", "text": "x",
        "address": "/", "by_ms": 5_000, "depth": 0.5, "y_px": 1, "path": [], "key": "Tab",
        "message": "x", "data": {}, "name": "n", "person": "ana", "outcome": "failed",
        "note": "n", "reason": "r", "to": "ben", "undone": "a", "take": "t",
    }  # fmt: skip
    for kind in [*Event.__subclasses__(), *Act.__subclasses__()]:
        if kind is Act:
            continue
        tag = str(kind.__struct_config__.tag)
        known = {name: filler[name] for name in kind.__struct_fields__ if name in filler}
        if "why" in kind.__struct_fields__:
            known["why"] = {"session.ended": "finished", "event.dropped": "refused"}.get(
                tag, "participant"
            )
        event = msgspec.json.decode(
            msgspec.json.encode({"type": tag, "at_ms": 1, **known}), type=kind
        )

        assert bool(words(event)) != (tag in machines), tag
