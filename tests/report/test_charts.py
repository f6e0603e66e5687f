import re
from itertools import pairwise
from math import log
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.report.charts import draw_charts
from recorder.report.charts.svg import Svg
from recorder.report.charts.ticks import choose_ticks
from recorder.report.tree import Report
from tests.report.helpers import (
    BUY,
    make_attempt,
    make_reading,
    make_study,
    six_sessions,
    wide_readings,
    wide_study,
)

MOST_BYTES = 45_000


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(wide_study(), wide_readings())


def drawn(report: Report) -> list[Svg]:
    charts = draw_charts(report)
    listed = [charts.completion, charts.outcomes]
    for each in (charts.times, charts.curves, charts.ease, charts.scores, charts.questions):
        listed += each.values()
    for compared in charts.comparisons:
        listed += [compared.completion, compared.time]
    return [drawing for one in listed if one for drawing in (one.wide, one.narrow)]


def parse(chart: Svg) -> ElementTree.Element:
    return ElementTree.fromstring(chart.markup)  # noqa: S314 - drawn here


def test_every_chart_is_an_image_with_a_title_and_a_description(report: Report) -> None:
    """A screen reader says what there is to see; the numbers stand in the table beside it."""
    charts = drawn(report)

    assert len(charts) == 2 * (2 + 5 + 5 + 5 + 1)
    for chart in charts:
        root = parse(chart)
        assert root.get("role") == "img"
        title, text = root.findall("title")[0], root.findall("desc")[0]
        assert title.text
        assert text.text
        assert root.get("aria-labelledby") == f"{title.get('id')} {text.get('id')}"


def test_a_chart_has_no_style_no_script_and_no_address(report: Report) -> None:
    """A page allows no inline styles, and a saved file must ask nobody for anything."""
    for chart in drawn(report):
        assert not re.search(r"style=|<style|<script|https?:|<!|<\?xml|data:", chart.markup)
        assert len(chart.markup) < MOST_BYTES


def test_ids_are_unique_over_all_charts_of_a_page(report: Report) -> None:
    ids = re.findall(r'\sid="([^"]+)"', "".join(chart.markup for chart in drawn(report)))
    used = re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', "".join(c.markup for c in drawn(report)))

    assert len(ids) == len(set(ids))
    assert {a or b for a, b in used} <= set(ids)


def test_the_same_report_draws_the_same_bytes(report: Report) -> None:
    assert drawn(report) == drawn(build_report(wide_study(), wide_readings()))


def test_without_data_nothing_is_drawn() -> None:
    charts = draw_charts(build_report(make_study(), []))

    assert (charts.completion, charts.outcomes) == (None, None)
    assert set(charts.times.values()) == {None}
    assert set(charts.scores.values()) == {None}


def test_the_chart_tells_the_numbers_of_its_table() -> None:
    charts = draw_charts(build_report(make_study(), six_sessions()))

    assert charts.completion is not None
    assert charts.outcomes is not None
    for told, counted in (
        (charts.completion.wide, charts.outcomes.wide),
        (charts.completion.narrow, charts.outcomes.narrow),
    ):
        assert ">4 of 5</text>" in told.markup
        assert "Buy green tea: 4 completed, 1 gave up, 1 void" in counted.markup


@pytest.mark.parametrize(
    "title",
    ["$x_1$ & <b>bold</b>", "買う 中国茶", "a\x07bell", "<script>alert(1)</script>", "\\frac{"],
)
def test_a_title_is_drawn_as_text_whatever_it_holds(title: str) -> None:
    """Titles are a researcher's words: neither markup nor formulas."""
    tasks = [{"id": "buy-green-tea", "title": title, "scenario": "Buy.", "questions": []}]
    reading = make_reading(1, make_attempt(1, BUY, Outcome.COMPLETED, 5), tasks=(BUY,))

    charts = drawn(build_report(make_study(tasks=tasks), [reading]))

    for chart in charts:
        assert "<script" not in chart.markup
        parse(chart)


@pytest.mark.parametrize("times_s", [[0.3], [30, 30, 30], [1, 36_000], [59.9, 60.1]])
def test_a_time_chart_has_readable_ticks_on_any_scale(times_s: list[float]) -> None:
    readings = [
        make_reading(who, make_attempt(who, BUY, Outcome.COMPLETED, time_s))
        for who, time_s in enumerate(times_s, 1)
    ]

    chart = draw_charts(build_report(make_study(), readings)).times[BUY]

    assert chart is not None
    for drawing in (chart.wide, chart.narrow):
        ticks = re.findall(r">(\d+:\d\d(?::\d\d)?|\d\.\d s)</text>", drawing.markup)
        assert 1 <= len(set(ticks)) <= 9


@given(st.floats(0.05, 20_000), st.floats(1.05, 10_000), st.sampled_from([0.14, 0.23]))
def test_labels_of_an_axis_never_run_into_each_other(
    low_s: float, times: float, room: float
) -> None:
    ticks = choose_ticks(low_s, low_s * times, room=room)

    gaps = [log(right / left) / log(times) for left, right in pairwise(ticks)]
    assert ticks
    assert all(low_s <= tick <= low_s * times for tick in ticks)
    assert all(gap >= room - 1e-9 for gap in gaps)


def test_the_label_of_a_goal_at_the_end_of_the_axis_stays_inside() -> None:
    """To the right of its line it would be cut off."""
    reading = make_reading(1, make_attempt(1, BUY, Outcome.COMPLETED, 5))

    chart = draw_charts(build_report(make_study(), [reading])).times[BUY]

    assert chart is not None
    for drawing in (chart.wide, chart.narrow):
        (anchor,) = re.findall(r'text-anchor="(\w+)"[^>]*>goal</text>', drawing.markup)
        assert anchor == "end"
