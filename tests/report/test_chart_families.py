import re
from dataclasses import replace

import pytest

from recorder.metrics.estimates import Estimate, Interval
from recorder.metrics.sus_norms import GRADES_FROM
from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.report.charts import Chart, draw_charts
from recorder.report.charts.crowds import MOST_DOTS, count_columns
from recorder.report.charts.curves import curve_chart
from recorder.report.charts.drawing import draw_once
from recorder.report.charts.forests import forest_chart
from recorder.report.charts.pictures import NARROW, WIDE, Picture, Scale, Words
from recorder.report.charts.scores import LETTERS
from recorder.report.charts.svg import COLOURS
from recorder.report.charts.times import time_chart
from recorder.report.tree import (
    Comparison,
    Contrast,
    Figure,
    Report,
    Share,
    Side,
    TaskContrasts,
    TaskReport,
)
from tests.report.helpers import (
    BUY,
    make_attempt,
    make_reading,
    make_study,
    six_sessions,
    wide_readings,
    wide_study,
)


def buy_task(times_s: list[float], others: int = 0) -> TaskReport:
    """Report on the first task with these successes, and failures beside them."""
    attempts = [make_attempt(who, BUY, Outcome.COMPLETED, t) for who, t in enumerate(times_s, 1)]
    attempts += [make_attempt(9_000 + who, BUY, Outcome.FAILED, 50) for who in range(others)]
    readings = [make_reading(who, one) for who, one in enumerate(attempts, 1)]
    report = build_report(make_study(), readings)
    return next(task for task in report.tasks if task.id == BUY)


def found(chart: Chart | None) -> Chart:
    assert chart is not None
    return chart


def make_comparison(low: float, at: float, high: float, *, measure: str) -> Comparison:
    """Compare one task in one measure."""
    effect = Figure(Estimate(at, Interval(low, high), 12, "test"), "effect", "", "effect")
    share = Share(1, 2, effect.estimate, None, "1 of 2", "", "1 of 2")
    one = Contrast(measure, "Completion", share, share, effect, None, "B is plausibly better.")
    sides = Side("a", "the old one", 6), Side("b", "the new one", 6)
    tasks = (TaskContrasts(BUY, "Buy green tea", (one,)),)
    return Comparison("variants", "independent", *sides, "holm", tasks, ())


def test_a_drawing_is_made_once_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second opening of a report must not draw again, and must show the same bytes."""
    first = draw_charts(build_report(wide_study(), wide_readings()))

    def refuse(picture: Picture) -> str:
        raise AssertionError(f"{picture.shape.name} was drawn again")

    monkeypatch.setattr("recorder.report.charts.drawing.render", refuse)
    assert draw_charts(build_report(wide_study(), wide_readings())) == first


def test_what_is_kept_gives_the_bytes_of_a_new_drawing() -> None:
    report = build_report(wide_study(), wide_readings(9))
    kept = [draw_charts(report), draw_charts(report)][1]

    draw_once.cache_clear()

    assert draw_charts(report) == kept


def test_two_studies_that_differ_in_one_number_never_share_a_drawing() -> None:
    """The title, the words and the number of participants are the same; one time is not."""
    one, other = buy_task([40, 50, 61]), buy_task([40, 50, 62])
    renamed = replace(one, title="Buy black tea")

    drawn = [found(time_chart(task)).wide.markup for task in (one, other, renamed, one)]

    assert drawn[0] == drawn[3]
    assert len(set(drawn)) == 3
    assert "Buy black tea" in drawn[2]
    assert "Buy black tea" not in drawn[0]


def test_every_colour_of_a_drawing_has_a_name_that_the_style_sheet_knows() -> None:
    """A colour without a name would stay as it is in the dark."""
    charts = draw_charts(build_report(wide_study(), wide_readings()))
    drawn = [charts.completion, charts.outcomes, *charts.times.values(), *charts.curves.values()]
    markup = "".join(one.wide.markup + one.narrow.markup for one in drawn if one)

    for value in COLOURS.values():
        for element in re.findall(rf'<[^>]*(?:fill|stroke)="{value}"[^>]*>', markup):
            assert 'class="' in element
    assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', markup)) <= set(COLOURS.values())
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_a_mark_takes_its_colour_from_where_it_is_used() -> None:
    """In a mark's own definition the page's colours cannot replace it."""
    markup = found(time_chart(buy_task([40, 50, 61], others=1))).wide.markup

    for mark in re.findall(r'<path id="[^"]*"[^>]*>', markup):
        assert not re.search(r"class=|fill=|stroke=", mark)
    assert re.search(r'<use [^>]*class="accent-edge"', markup)
    assert re.search(r'<use [^>]*class="cross-edge"', markup)


def test_the_curve_says_what_its_table_says() -> None:
    task = buy_task([40, 50, 61], others=1)

    chart = found(curve_chart(task))

    assert task.time.everybody is not None
    assert task.time.everybody.words in chart.wide.markup
    assert "3 of 4 had succeeded by 1:01" in chart.wide.markup


def test_without_a_success_there_is_no_curve() -> None:
    assert curve_chart(buy_task([], others=3)) is None


def test_a_long_curve_is_thinned_and_says_so() -> None:
    short = found(curve_chart(buy_task([30 + who / 10 for who in range(MOST_DOTS)])))
    long = found(curve_chart(buy_task([30 + who / 10 for who in range(3 * MOST_DOTS)])))

    assert short.note == ""
    assert "600 successes" in long.note
    assert len(long.wide.markup) < 2 * len(short.wide.markup)


def test_many_times_become_columns_and_the_caption_says_so() -> None:
    few = found(time_chart(buy_task([30 + who / 10 for who in range(MOST_DOTS)])))
    many = found(time_chart(buy_task([30 + who / 10 for who in range(MOST_DOTS + 1)])))

    assert few.note == ""
    assert few.wide.markup.count("<use") >= MOST_DOTS
    assert "the height of a column" in many.note
    assert many.wide.markup.count("<use") < 5


def test_columns_count_every_value_once() -> None:
    scale = Scale(1, 100, is_log=True)

    counts = count_columns([1, 1.01, 10, 99, 100], scale)

    assert sum(counts) == 5
    assert (counts[0], counts[25], counts[-1]) == (2, 1, 2)


def test_the_bands_of_the_sus_are_those_of_the_published_grades() -> None:
    lowest = {"F": 0.0}
    for bound, grade in reversed(GRADES_FROM):
        lowest.setdefault(grade[0], bound)

    assert dict(LETTERS) == lowest


def test_a_forest_draws_the_difference_and_says_it_in_words() -> None:
    comparison = make_comparison(0.1, 0.4, 0.7, measure="completion")

    chart = found(forest_chart(comparison, "completion", name="forest"))

    for drawing in (chart.wide, chart.narrow):
        assert "B is plausibly better." in drawing.markup
        assert ">effect</text>" in drawing.markup
        assert ">+50</text>" in drawing.markup
    assert forest_chart(comparison, "time", name="forest") is None


@pytest.mark.parametrize("ends", [(0.4, 0.7, 1.2), (1e-9, 1.0, 1e9), (0.9, 1.0, 1.1)])
def test_a_forest_of_ratios_stays_inside_whatever_the_interval(
    ends: tuple[float, float, float],
) -> None:
    comparison = make_comparison(*ends, measure="time")

    chart = found(forest_chart(comparison, "time", name="forest"))

    assert ">equal</text>" in chart.wide.markup
    _, _, width, _ = map(float, re.findall(r'viewBox="([^"]+)"', chart.wide.markup)[0].split())
    xs = [float(x) for x in re.findall(r"[ML] (-?[\d.]+) ", chart.wide.markup)]
    assert all(-10 <= x <= width for x in xs)


def test_a_place_beside_the_axis_is_found_back() -> None:
    for scale in (Scale(0, 10), Scale(2, 50, is_log=True)):
        assert scale.place(scale.at(-0.1)) == pytest.approx(-0.1)
        assert scale.place(scale.high) == pytest.approx(1)


def test_equal_pictures_of_two_shapes_are_two_drawings() -> None:
    scale, marks = Scale(0, 1), (Words(0.5, 0.5, "here"),)

    wide, narrow = (
        draw_once(Picture(shape, scale, 1, 1, marks), "x", "t", "d") for shape in (WIDE, NARROW)
    )

    assert wide.markup != narrow.markup


def test_a_report_without_comparisons_draws_none() -> None:
    report: Report = build_report(make_study(), six_sessions())

    assert draw_charts(report).comparisons == ()
