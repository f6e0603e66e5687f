import re
from html.parser import HTMLParser

import pytest

from recorder.model.ids import QuestionId
from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.web.report_file import render_report_file
from recorder.web.report_page import MOST_ROWS
from tests.report.helpers import (
    BUY,
    make_attempt,
    make_reading,
    make_study,
    six_sessions,
    wide_readings,
    wide_study,
)

VOID_ELEMENTS = {"meta", "link", "br", "img", "hr", "input", "path", "use", "rect"}


class Page(HTMLParser):
    """Reads a page: its elements, its words, and whether everything that opens closes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, where it points and what it is called."""
        self.elements.append(tag)
        self.addresses += [value or "" for key, value in attrs if key in {"src", "href", "action"}]
        self.ids += [value or "" for key, value in attrs if key == "id"]
        if tag not in VOID_ELEMENTS:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        if tag not in VOID_ELEMENTS:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.words += data


@pytest.fixture(scope="module")
def wide_file() -> str:
    return render_report_file(build_report(wide_study(), wide_readings()))


def test_the_file_needs_nothing_but_itself(wide_file: str) -> None:
    """It is mailed around and opened years later, without a network."""
    page = Page(wide_file)

    assert all(address.startswith("#") for address in page.addresses)
    assert not {"script", "link", "img", "iframe", "form", "object"} & set(page.elements)
    assert not re.search(r"https?://|@import|url\((?!#)", wide_file)
    assert " style=" not in wide_file
    assert " on" not in {attribute[:3] for attribute in re.findall(r"<\w+( on\w+)=", wide_file)}


def test_the_same_report_gives_the_same_bytes(wide_file: str) -> None:
    assert render_report_file(build_report(wide_study(), wide_readings())) == wide_file


def test_every_link_of_the_contents_leads_somewhere(wide_file: str) -> None:
    page = Page(wide_file)

    assert {address[1:] for address in page.addresses} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_a_page_without_sessions_says_so_and_draws_nothing() -> None:
    page = Page(render_report_file(build_report(make_study(), [])))

    assert "Nobody has taken part yet." in page.words
    assert not {"svg", "table", "figure"} & set(page.elements)


def test_the_page_tells_the_figures_and_who_is_left_out() -> None:
    page = Page(render_report_file(build_report(make_study(), six_sessions())))

    words = " ".join(page.words.split())
    assert "Completed 4 of 5 80 %, 95 % interval 36-98 %" in words
    assert "successful attempts: 4 of 5" in words
    assert "p08 was excluded by a person: works for the shop" in words
    assert "Sauro & Lewis (2010)" in words


def test_what_participants_wrote_is_shown_and_never_run() -> None:
    hostile = '<img src=x onerror=alert(1)> "quoted" <script>alert(2)</script>'
    attempt = make_attempt(
        1,
        BUY,
        Outcome.COMPLETED,
        10,
        problems=(hostile,),
        answers={QuestionId("order-number"): hostile},
    )

    page = Page(render_report_file(build_report(make_study(), [make_reading(1, attempt)])))

    assert "script" not in page.elements
    assert "img" not in page.elements
    assert page.words.count(hostile) == 2


@pytest.mark.parametrize("outcome", [Outcome.COMPLETED, Outcome.FAILED, Outcome.VOID, None])
def test_one_participant_makes_a_whole_page(outcome: Outcome | None) -> None:
    attempt = make_attempt(1, BUY, outcome, 12)

    page = Page(render_report_file(build_report(make_study(), [make_reading(1, attempt)])))

    assert "In short" in page.words
    assert "NaN" not in page.words
    assert "None" not in page.words


def test_a_long_table_shows_its_first_rows_and_says_where_the_rest_is() -> None:
    """A page of a thousand rows for each task opens slowly and nobody reads it."""
    readings = [
        make_reading(who, make_attempt(who, BUY, Outcome.COMPLETED, 20 + who), tasks=(BUY,))
        for who in range(1, MOST_ROWS + 2)
    ]

    words = " ".join(Page(render_report_file(build_report(make_study(), readings))).words.split())

    assert f"The first {MOST_ROWS} of {MOST_ROWS + 1} attempts." in words
    assert "All of them are in the table “attempts”" in words
    assert f" p{MOST_ROWS} " in words
    assert f" p{MOST_ROWS + 1} " not in words


def test_every_interval_leads_to_the_method_behind_it(wide_file: str) -> None:
    """A pointer is told the method's name, and everybody else can follow it to its text."""
    led = set(re.findall(r'<a class="how" href="#method-(\w+)" title="([^"]+)"', wide_file))

    assert {name for name, _ in led} >= {"adjusted_wald", "log_t", "t_mean", "garwood"}
    for name, title in led:
        assert f'<details id="method-{name}">\n<summary>{title}</summary>' in wide_file


def test_figures_for_a_study_that_still_runs_say_that_they_may_be_read(wide_file: str) -> None:
    assert "May be read at any time" in wide_file
    assert "May be read at any time" not in render_report_file(
        build_report(make_study(participants={"planned": 2}), six_sessions())
    )


def test_a_chart_in_the_file_takes_the_page_s_colours(wide_file: str) -> None:
    """Without these rules the drawings would stay light in the dark."""
    for name in set(re.findall(r'<path[^>]* class="([\w-]+)"', wide_file)):
        assert f".chart .{name} {{" in wide_file
