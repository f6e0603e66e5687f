import re
from xml.etree import ElementTree

import pytest

from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.report.charts import draw_charts
from recorder.report.svg import Svg
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
    listed = [charts.completion, charts.outcomes, *charts.times.values(), *charts.scores.values()]
    return [one for one in listed if one]


def parse(chart: Svg) -> ElementTree.Element:
    return ElementTree.fromstring(chart.markup)  # noqa: S314 - drawn here


def test_every_chart_is_an_image_with_a_title_and_a_description(report: Report) -> None:
    """A screen reader says what there is to see; the numbers stand in the table beside it."""
    charts = drawn(report)

    assert len(charts) == 8
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
    assert ">4 of 5</text>" in charts.completion.markup
    assert "Buy green tea: 4 completed, 1 gave up, 1 void" in charts.outcomes.markup


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
    ticks = re.findall(r">(\d+:\d\d(?::\d\d)?)</text>", chart.markup)
    assert 1 <= len(set(ticks)) <= 9
