"""The truth table of success criteria: what was done, what was asked for, and since when."""

from collections.abc import Sequence

import pytest

from recorder.model.criteria import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    Clicked,
    Criterion,
    PageReached,
    PagesVisited,
    Reported,
)
from recorder.model.events import Event
from recorder.projections.attempt_readings import read_attempt
from recorder.projections.criteria import evaluate
from recorder.projections.evidence import Evidence
from recorder.projections.sittings import read_sitting
from tests.projections.helpers import (
    BUY,
    a_task,
    began,
    clicked,
    load,
    project,
    rated,
    record,
    reported,
    said,
    viewed,
)


def page(path: str, **more: object) -> PageReached:
    return PageReached.model_validate({"path": path, **more})


def click(selector: str, on: str | None = None) -> Clicked:
    return Clicked(selector=selector, page=on)


def told(name: str, data: dict[str, object] | None = None) -> Reported:
    return Reported(name=name, data=data)


def pages(order: str, *visit: str) -> PagesVisited:
    return PagesVisited.model_validate({"visit": visit, "order": order})


def answer(question: str, **how: object) -> Answered:
    return Answered.model_validate({"question": question, **how})


TEAS, BASKET, THANKS = "/teas.html", "/basket.html", "/thanks.html"
SHOP = [viewed(2, TEAS), viewed(4, BASKET), clicked(5, "#order"), viewed(6, THANKS)]
LOOP = [viewed(2, TEAS), viewed(3, "/index.html"), viewed(4, TEAS), viewed(5, BASKET)]
ORDER = [reported(3, "order", {"tea": "sencha", "grams": 100, "gift": False, "tags": ["a", 1]})]
SORTED = [viewed(2, "/teas.html?sort=price&page=2"), viewed(3, "/app#/pay")]

# what was done after the start at 1 s on /index.html | the criterion | met at second, or never
TABLE: list[tuple[Sequence[Event], Criterion, float | None]] = [
    # -- a page, exactly
    (SHOP, page(THANKS), 6),
    (SHOP, page("/pay.html"), None),
    (SHOP, page("/Thanks.html"), None),
    (SHOP, page("/index.html"), 1),  # the page the participant was on at the start
    (SHOP, page("/"), 1),
    ([viewed(2, "/teas/")], page("/teas"), 2),
    ([viewed(2, "/teas")], page("/teas/"), 2),
    ([viewed(2, "/teas/index.html")], page("/teas/"), 2),
    ([viewed(2, "/teas/")], page("/teas/index.htm"), 2),
    ([viewed(2, "/myindex.html")], page("/my"), None),
    ([viewed(2, "/gr%C3%BCn%20tee")], page("/grün%20tee"), 2),
    ([viewed(2, "/teas.html"), viewed(9, "/teas.html")], page(TEAS), 2),  # the first counts
    # -- query and fragment only when named
    (SORTED, page(TEAS), 2),
    (SORTED, page(TEAS, query={"sort": "price"}), 2),
    (SORTED, page(TEAS, query={"sort": "name"}), None),
    (SORTED, page(TEAS, query={"sort": "price", "q": "x"}), None),
    (SORTED, page("/app"), 3),
    (SORTED, page("/app", fragment="/pay"), 3),
    (SORTED, page("/app", fragment="/basket"), None),
    # -- parts of a path
    (SHOP, page("/th", match="prefix"), 6),
    ([viewed(2, "/shop/teas")], page("/teas", match="prefix"), None),
    (SHOP, page("ket.html", match="suffix"), 4),
    (SHOP, page("basket", match="suffix"), None),
    (SHOP, page("ask", match="contains"), 4),
    (SORTED, page("sort", match="contains"), None),  # the query is not the path
    # -- globs
    (SHOP, page("/t*.html", match="glob"), 2),
    (SHOP, page("/tea?.html", match="glob"), 2),
    ([viewed(2, "/a/b/c.html")], page("/a/*.html", match="glob"), None),
    ([viewed(2, "/a/b/c.html")], page("/a/*/c.html", match="glob"), 2),
    ([viewed(2, "/a/b/c.html")], page("/a/**", match="glob"), 2),
    ([viewed(2, "/c.html")], page("/**/c.html", match="glob"), 2),
    ([viewed(2, "/thanksXhtml")], page("/thanks.htm*", match="glob"), None),
    # -- regular expressions fit the whole path
    ([viewed(2, "/order/4711")], page("/order/[0-9]+", match="regex"), 2),
    ([viewed(2, "/order/4711")], page("^/order/[0-9]+$", match="regex"), 2),
    ([viewed(2, "/order/4711/edit")], page("/order/[0-9]+", match="regex"), None),
    # -- clicks
    (SHOP, click("#order"), 5),
    (SHOP, click("#other"), None),
    (SHOP, click("#order", on=BASKET), 5),
    (SHOP, click("#order", on=TEAS), None),
    ([clicked(2, ".a", "#b")], click("#b"), 2),
    ([clicked(2, "#b")], click("#b", on="/"), 2),
    ([clicked(2)], click("#b"), None),
    # -- what the page reports
    (ORDER, told("order"), 3),
    (ORDER, told("orders"), None),
    (ORDER, told("order", {}), 3),
    (ORDER, told("order", {"tea": "sencha"}), 3),
    (ORDER, told("order", {"tea": "Sencha"}), None),
    (ORDER, told("order", {"grams": 100.0}), 3),
    (ORDER, told("order", {"grams": "100"}), None),
    (ORDER, told("order", {"gift": False}), 3),
    (ORDER, told("order", {"gift": 0}), None),
    (ORDER, told("order", {"tags": ["a", 1.0]}), 3),
    (ORDER, told("order", {"tags": ["a"]}), None),
    (ORDER, told("order", {"price": 3}), None),
    ([reported(2, "o", {"x": {"y": 1, "z": 2}})], told("o", {"x": {"y": 1}}), 2),
    ([reported(2, "o", {"x": None})], told("o", {"x": None}), 2),
    ([reported(2, "o", 7)], told("o", {"x": 1}), None),
    ([reported(2, "o", {"n": 1}), reported(3, "o", {"n": 2})], told("o", {"n": 2}), 3),
    # -- several pages
    (SHOP, pages("any", THANKS, TEAS), 6),
    (SHOP, pages("any", THANKS, "/pay.html"), None),
    (SHOP, pages("any", "/", TEAS), 2),
    (SHOP, pages("strict", TEAS, THANKS), 6),
    (SHOP, pages("strict", THANKS, TEAS), None),
    (LOOP, pages("strict", TEAS, TEAS), 4),
    ([viewed(2, TEAS), viewed(3, TEAS)], pages("strict", TEAS, TEAS), None),  # a reload
    (SHOP, pages("exact", TEAS, BASKET, THANKS), 6),
    (SHOP, pages("exact", TEAS, THANKS), None),
    (SHOP, pages("exact", "/", TEAS), 2),
    ([viewed(2, TEAS), viewed(3, TEAS), viewed(4, BASKET)], pages("exact", TEAS, BASKET), 4),
    (LOOP, pages("exact", TEAS, BASKET), 5),
    # -- answers: text
    ([rated(3, "no", " 4711 ")], answer("no", equals="4711"), 3),
    ([rated(3, "no", "GREEN tea")], answer("no", equals="Green Tea"), 3),
    ([rated(3, "no", "4712")], answer("no", equals="4711"), None),
    ([rated(3, "no", "4711.0")], answer("no", equals="4711"), None),  # both are texts
    ([rated(3, "no", "4711.0")], answer("no", equals=4711.0), 3),
    ([rated(3, "no", "b")], answer("no", one_of=["a", "b"]), 3),
    ([rated(3, "no", "c")], answer("no", one_of=["a", "b"]), None),
    ([rated(3, "no", "A-12")], answer("no", matches="[A-Z]-[0-9]+"), 3),
    ([rated(3, "no", "xA-12")], answer("no", matches="[A-Z]-[0-9]+"), None),
    # -- answers: numbers
    ([rated(3, "no", 5.0)], answer("no", equals=5.0), 3),
    ([rated(3, "no", 5.0)], answer("no", equals="5"), 3),
    ([rated(3, "no", 5.0)], answer("no", matches="[1-5]"), 3),
    ([rated(3, "no", 5.0)], answer("no", between=[5.0, 6.0]), 3),
    ([rated(3, "no", 6.0)], answer("no", between=[5.0, 6.0]), 3),
    ([rated(3, "no", 6.5)], answer("no", between=[5.0, 6.0]), None),
    ([rated(3, "no", "5.5")], answer("no", between=[5.0, 6.0]), 3),
    ([rated(3, "no", "many")], answer("no", between=[5.0, 6.0]), None),
    # -- answers: several choices have to be right each
    ([rated(3, "no", ["a", "b"])], answer("no", one_of=["a", "b", "c"]), 3),
    ([rated(3, "no", ["a", "d"])], answer("no", one_of=["a", "b", "c"]), None),
    ([rated(3, "no", [])], answer("no", one_of=["a"]), None),
    # -- answers: the last one stands
    ([rated(3, "no", "x"), rated(4, "no", "a")], answer("no", equals="a"), 4),
    ([rated(3, "no", "a"), rated(4, "no", "x")], answer("no", equals="a"), None),
    ([rated(3, "no", "a"), rated(4, "no", "a")], answer("no", equals="a"), 3),
    ([rated(3, "no", "a"), rated(4, "no", None)], answer("no", equals="a"), None),
    ([rated(3, "no", "a", task="other")], answer("no", equals="a"), None),
    ([rated(3, "no", "a", task=None)], answer("no", equals="a"), None),
    ([rated(60, "no", "a")], answer("no", equals="a"), 30),  # after the end: counts at the end
    # -- nested
    (SHOP, All(of=(page(TEAS), click("#order"))), 5),
    (SHOP, All(of=(page(TEAS), click("#other"))), None),
    (SHOP, AnyOf(of=(page(THANKS), page(TEAS))), 2),
    (SHOP, AnyOf(of=(page("/a"), page("/b"))), None),
    (SHOP, AtLeast(at_least=2, of=(page(THANKS), page("/a"), page(TEAS))), 6),
    (SHOP, AtLeast(at_least=3, of=(page(THANKS), page("/a"), page(TEAS))), None),
    (SHOP, AtLeast(at_least=1, of=(page(THANKS), page(TEAS))), 2),
    (
        SHOP,
        All(of=(AnyOf(of=(page("/a"), page(TEAS))), AtLeast(at_least=1, of=(page(BASKET),)))),
        4,
    ),
    # -- outside the window
    ([viewed(31, THANKS)], page(THANKS), None),
    ([clicked(31, "#order")], click("#order"), None),
    ([reported(31, "order")], told("order"), None),
]


@pytest.mark.parametrize(("done", "criterion", "met_s"), TABLE)
def test_a_criterion_is_met_when_the_table_says(
    done: Sequence[Event], criterion: Criterion, met_s: float | None
) -> None:
    """The task runs from second 1 to second 30; the page before it was another one."""
    inside = [event for event in done if event.at_ms <= 30_000]
    after = [event for event in done if event.at_ms > 30_000]
    log = [viewed(0, "/before.html"), viewed(0.5), began(1), *inside, said(30), *after]

    attempt = project(a_task(criterion), load("a", *log))

    assert attempt.met_ms == (None if met_s is None else met_s * 1_000)


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE) >= 60


def test_a_page_seen_before_the_start_does_not_count() -> None:
    log = [viewed(0, THANKS), viewed(1, "/"), began(2), said(3)]

    assert project(a_task(page(THANKS)), load("a", *log)).met_ms is None


def test_the_page_at_the_start_is_that_of_the_tab_in_which_the_task_began() -> None:
    """Another tab may have opened a page just before."""
    mine = load("a", viewed(0, TEAS), began(5), said(9))
    other = load("b", viewed(1, THANKS))

    assert project(a_task(page(TEAS)), mine, other).met_ms == 5_000
    assert project(a_task(page(THANKS)), mine, other).met_ms is None


def test_a_click_is_on_the_page_of_its_own_tab() -> None:
    mine = load("a", viewed(0, BASKET), began(5), clicked(8, "#order"), said(9))
    other = load("b", viewed(7, TEAS))

    assert project(a_task(click("#order", on=BASKET)), mine, other).met_ms == 8_000


def test_every_leaf_explains_itself() -> None:
    """The session page shows these sentences beside the outcome."""
    seen = project_words(
        All(
            of=(
                page(THANKS),
                click("#nope"),
                told("order", {"a": 1}),
                pages("strict", TEAS, THANKS),
            )
        ),
        [*SHOP, rated(7, "no", "x")],
    )

    assert seen == (
        "reached /thanks.html at 0:05",
        "never clicked #nope",
        "never reported by the page: order with the expected data",
        "visited /teas.html, /thanks.html in this order at 0:05",
    )


def test_a_wrong_answer_is_told_from_no_answer() -> None:
    done = [rated(3, "no", "x")]

    assert project_words(answer("no", equals="a"), done) == ("answered no otherwise",)
    assert project_words(answer("other", equals="a"), done) == ("never answered other",)


def test_a_list_of_no_criteria_is_never_met() -> None:
    """A task that asks for nothing must not be completed by everybody."""
    nothing = All.model_construct(of=())

    assert not evaluate(nothing, Evidence(start_ms=0)).is_met


def project_words(criterion: Criterion, done: Sequence[Event]) -> tuple[str, ...]:
    """Ask one criterion about a log, by the way the session page does."""
    sitting = read_sitting(
        record(load("a", viewed(0), began(1), *done, said(30))), now_ms=0, abandon_after_ms=0
    )
    reading = read_attempt(sitting, sitting.milestones[BUY], a_task(criterion))
    assert reading.full is not None
    return reading.full.words
