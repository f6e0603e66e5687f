"""The ways through the pages, the clicks, and what went wrong on them."""

import pytest

from recorder.model.attempts import Attempt
from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.report.tables import list_tables
from recorder.report.tree import Navigation, Report, Trouble
from tests.report.helpers import BUY, make_attempt, make_reading, make_study

DONE, FAILED = Outcome.COMPLETED, Outcome.FAILED
PATH = ["/", "/teas", "/basket"]
TASK = {"id": "buy-green-tea", "title": "Buy", "scenario": "Buy."}


def report_of(*attempts: Attempt, **task: object) -> Report:
    study = make_study(tasks=[TASK | task], participants={})
    readings = [make_reading(who, attempt, tasks=(BUY,)) for who, attempt in enumerate(attempts)]
    return build_report(study, readings)


def ways_of(*attempts: Attempt, **task: object) -> Navigation:
    found = report_of(*attempts, **task).tasks[0].navigation
    assert found is not None
    return found


def went(who: int, *pages: str, outcome: Outcome = DONE, **more: object) -> Attempt:
    return make_attempt(who, BUY, outcome, 20, pages=pages, fewest_pages=3, **more)


def test_direct_success_counts_everybody_who_ended() -> None:
    """One went straight, one not, and one who went straight failed."""
    ways = ways_of(
        went(1, direct=True), went(2, direct=False), went(3, outcome=FAILED, direct=None)
    )

    assert ways.direct_success.head == "1 of 3"


def test_lostness_is_that_of_those_who_completed() -> None:
    """Straight: 0. Six different of eight pages, three needed: √(0.25² + 0.5²) = 0.559.

    Whoever went nowhere and gave up would look straightest of all, and is left out.
    """
    lost = ("/", "/a", "/b", "/", "/c", "/teas", "/", "/basket")
    ways = ways_of(
        went(1, *PATH),
        went(2, *lost),
        went(3, *PATH),
        went(4, "/", outcome=Outcome.GAVE_UP),
        best_path=PATH,
    )

    assert ways.lostness is not None
    assert ways.lostness.text == "0.00 (n = 3, no interval: too few values)"
    assert ways.words == (
        "Of 3 ways that can be judged, 1 lost (above 0.5), 2 not (below 0.4) and 0 between."
    )
    rows = report_of(went(2, *lost), best_path=PATH).tasks[0].rows
    assert rows[0].lostness == pytest.approx(0.559, abs=0.0005)
    assert (rows[0].pages_seen, rows[0].pages_different, rows[0].fewest_pages) == (8, 6, 3)


def test_a_short_cut_is_not_lost() -> None:
    """The bare formula calls one page of five needed 4.0, the most lost of all."""
    ways = ways_of(went(1, "/", "/basket"), went(2, "/"), best_path=PATH)

    assert ways.lostness is not None
    assert ways.lostness.text == "every way was shorter than the best path"
    assert ways.lostness.estimate.reason == "fewer_pages_than_minimum"
    assert "2 ways were shorter than the best path" in ways.words


def test_nobody_is_called_lost_where_nobody_completed() -> None:
    ways = ways_of(went(1, *PATH, outcome=FAILED), best_path=PATH)

    assert ways.lostness is not None
    assert ways.lostness.text == "nobody has succeeded yet"
    assert ways.words == ""


def test_without_a_best_path_there_is_no_lostness() -> None:
    ways = ways_of(went(1, *PATH))

    assert (ways.lostness, ways.efficiency, ways.words) == (None, None, "")


def test_path_efficiency_divides_the_pages_needed_by_those_seen() -> None:
    """3 of 3 and 3 of 6: the mean is 0.75."""
    ways = ways_of(went(1, *PATH), went(2, *PATH, *PATH), best_path=PATH)

    assert ways.efficiency is not None
    assert ways.efficiency.estimate.estimate == pytest.approx(0.75)


def test_clicks_beside_the_targets_are_counted_by_participant() -> None:
    """1 of 4, 0 of 2 and 4 of 4 clicks missed: 5 of 10, of three participants."""
    clicks = [(4, 3, True), (2, 2, True), (4, 0, False)]
    ways = ways_of(
        *(
            went(who, clicks=made, target_clicks=hits, first_click_hit=first)
            for who, (made, hits, first) in enumerate(clicks)
        ),
        targets=["#buy"],
    )

    assert ways.first_click is not None
    assert ways.misclicks is not None
    assert ways.first_click.head == "2 of 3"
    assert ways.misclicks.head == "5 of 10"
    assert ways.misclicks.detail.endswith("3 participants")
    assert ways.misclicks.estimate.method == "adjusted_wald_effective_n"


def test_who_never_clicked_has_no_first_click() -> None:
    ways = ways_of(went(1, clicks=0, target_clicks=0), targets=["#buy"])

    assert ways.first_click is not None
    assert ways.misclicks is not None
    assert (ways.first_click.n, ways.misclicks.text) == (0, "no data yet")


def test_a_task_without_targets_has_no_misclicks() -> None:
    ways = ways_of(went(1, clicks=3))

    assert (ways.first_click, ways.misclicks) == (None, None)


def test_a_task_that_nobody_ended_has_no_ways() -> None:
    assert report_of().tasks[0].navigation is None


def test_the_table_has_a_row_for_the_ways_of_each_attempt() -> None:
    report = report_of(went(1, *PATH, clicks=2, target_clicks=1, first_click_hit=False))

    table = list_tables(report)[0]
    row = dict(zip([one.name for one in table.columns], table.rows[0], strict=True))
    assert (row["clicks"], row["target_clicks"], row["first_click_hit"]) == (2, 1, False)
    assert (row["pages_seen"], row["lostness"]) == (3, 0)


def test_a_task_that_was_not_reached_has_no_clicks() -> None:
    study = make_study(tasks=[TASK], participants={})

    row = build_report(study, [make_reading(1, tasks=(BUY,))]).tasks[0].rows[0]

    assert (row.clicks, row.pages_seen, row.lostness) == (None, None, None)


def slips_of(*counts: int) -> Trouble:
    attempts = [went(who, slips=count) for who, count in enumerate(counts)]
    return report_of(*attempts).tasks[0].troubles[2]


def test_trouble_that_a_few_draw_on_has_a_wider_interval() -> None:
    """0, 0, 0, 0 and 10: the mean is 2 and the variance 20, ten times what chance makes."""
    slips = slips_of(0, 0, 0, 0, 10)

    assert slips.dispersion == pytest.approx(10)
    assert slips.rate.estimate.flags == ("overdispersed",)
    assert slips.wide is not None
    assert slips.wide.estimate.method == "t_mean"
    assert slips.wide.estimate.interval is not None
    assert slips.rate.estimate.interval is not None
    assert slips.wide.estimate.interval.high > slips.rate.estimate.interval.high


def test_trouble_spread_by_chance_alone_needs_no_other_interval() -> None:
    slips = slips_of(1, 2, 1, 2, 1)

    assert slips.wide is None
    assert slips.dispersion == pytest.approx(0.3 / 1.4)


def test_from_ten_participants_on_the_wider_interval_is_drawn_the_same_every_time() -> None:
    first, second = slips_of(*[0] * 9, 9), slips_of(*[0] * 9, 9)

    assert first.wide is not None
    assert first.wide.estimate.method == "bootstrap_bca"
    assert first == second
