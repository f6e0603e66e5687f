"""Clicks as a person made them, and how short the way could have been."""

import pytest

from recorder.model.events import ElementClicked
from recorder.model.studies import Task
from recorder.projections.attempts import project_attempts
from tests.projections.helpers import (
    ABANDON_MS,
    START_MS,
    a_study,
    a_task,
    began,
    load,
    project,
    record,
    said,
    viewed,
)

TARGETS = ("#search", ".menu")


def click(at_s: float, *matches: str, selector: str = "a", x: float = 10) -> ElementClicked:
    return ElementClicked(
        at_ms=at_s * 1_000, matches=list(matches), selector=selector, page_x_px=x, page_y_px=20
    )


def aimed(*clicks: ElementClicked, targets: tuple[str, ...] = TARGETS) -> tuple[object, ...]:
    task = a_task().model_copy(update={"targets": targets})
    attempt = project(task, load("a", viewed(0), began(1), *clicks, said(90)))
    return attempt.clicks, attempt.target_clicks, attempt.first_click_hit


def test_clicks_that_meet_a_target_are_told_from_the_others() -> None:
    """A click may meet selectors of other tasks; they are no targets of this one."""
    assert aimed(click(2, "#other"), click(4, ".menu"), click(6, "#search", ".menu")) == (
        3,
        2,
        False,
    )
    assert aimed(click(2, ".menu"), click(4)) == (2, 1, True)


def test_without_a_target_or_a_click_nobody_aimed() -> None:
    assert aimed(click(2, "#search"), targets=()) == (1, None, None)
    assert aimed() == (0, 0, None)


def test_a_double_click_counts_once() -> None:
    """Both halves are clicks to the page; the person meant one thing."""
    assert aimed(click(2), click(2.5))[0] == 1
    assert aimed(click(2), click(2.501))[0] == 2
    assert aimed(click(2), click(2.2), click(2.4))[0] == 2


def test_two_quick_clicks_on_two_things_are_two() -> None:
    assert aimed(click(2), click(2.2, selector="b"))[0] == 2
    assert aimed(click(2), click(2.2, x=15))[0] == 2
    assert aimed(click(2), replace_button(click(2.2)))[0] == 2


def replace_button(event: ElementClicked) -> ElementClicked:
    return ElementClicked(
        at_ms=event.at_ms, selector=event.selector, page_x_px=10, page_y_px=20, button=2
    )


def test_halves_of_a_double_click_in_two_tabs_are_two_clicks() -> None:
    task = a_task()
    here = load("a", viewed(0), began(1), click(2), said(90))
    there = load("b", click(2.2))

    (attempt,) = project_attempts(
        a_study(task), record(here, there), now_ms=START_MS, abandon_after_ms=ABANDON_MS
    )

    assert attempt.clicks == 2


PATH = ("/index.html", "/teas", "/basket", "/thanks")


@pytest.mark.parametrize(
    ("start", "paths", "fewest"),
    [
        ("/", (PATH,), 4),
        ("/teas?sort=price", (PATH,), 3),
        ("/blog", (PATH,), None),
        ("/", (), None),
        ("/", (PATH, ("/", "/thanks")), 2),
    ],
)
def test_the_shortest_way_is_counted_from_where_the_participant_began(
    start: str, paths: tuple[tuple[str, ...], ...], fewest: int | None
) -> None:
    """Who starts half-way needs fewer pages; who starts elsewhere has no such way."""
    task: Task = a_task(best_paths=paths)

    attempt = project(task, load("a", viewed(0, start), began(1), viewed(5, "/x"), said(9)))

    assert attempt.fewest_pages == fewest
    assert attempt.pages == (start, "/x")
