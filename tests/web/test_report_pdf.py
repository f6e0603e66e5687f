"""The report as a PDF, printed by a real Chromium and read back by pypdf."""

import io
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from recorder.model.ids import QuestionId
from recorder.report.build import build_report
from recorder.web.printing import find_browser, print_by_browser
from recorder.web.report_file import render_report_file, write_foot
from recorder.web.report_pdf import render_report_pdf
from tests.report.helpers import make_reading, make_study, wide_readings, wide_study

HOSTILE = '"; } } </style><script>document.body.textContent = "ran"</script> \\" @import url(x)'
FOOT = 50
"""Below this height a page bears its title and number only, in points."""


def read(printed: bytes) -> PdfReader:
    """Open a PDF; a fault in its structure is raised."""
    return PdfReader(io.BytesIO(printed), strict=True)


def words(printed: bytes) -> str:
    """Read all words of a PDF with single spaces between them."""
    return " ".join(" ".join(page.extract_text() for page in read(printed).pages).split())


def find_lowest_words(page: PageObject) -> float:
    """Find how high above the lower edge the words of a page end, its foot left out, in points."""
    heights: list[float] = []

    def note(text: str, current: list[float], within: list[float], *_: object) -> None:
        if text.strip():
            heights.append(within[4] * current[1] + within[5] * current[3] + current[5])

    page.extract_text(visitor_text=note)
    return min(height for height in heights if height > FOOT)


@pytest.fixture(scope="module")
def wide_pdf() -> bytes:
    return render_report_pdf(build_report(wide_study(), wide_readings()))


@pytest.mark.browser
def test_the_same_report_gives_the_same_pdf(wide_pdf: bytes) -> None:
    assert render_report_pdf(build_report(wide_study(), wide_readings())) == wide_pdf


@pytest.mark.browser
def test_a_pdf_says_what_it_is_and_of_when(wide_pdf: bytes) -> None:
    pdf = read(wide_pdf)

    assert pdf.metadata is not None
    assert pdf.metadata.title == "Tea shop, checkout of version 2.1: usability report"
    assert f"{pdf.metadata.creation_date:%Y-%m-%d %H:%M}" == "2026-11-21 22:41"
    assert "Mozilla" not in str(pdf.metadata)


@pytest.mark.browser
def test_a_pdf_is_made_for_screen_readers(wide_pdf: bytes) -> None:
    """It has a language, tags, and bookmarks for its headings."""
    pdf = read(wide_pdf)

    root = pdf.root_object
    assert str(root["/Lang"]) == "en"
    assert str(root["/MarkInfo"]) == "{'/Type': '/MarkInfo', '/Marked': True}"
    assert "/StructTreeRoot" in root
    (report,) = [one for one in pdf.outline if not isinstance(one, list)]
    below = next(one for one in pdf.outline if isinstance(one, list))
    titles = [one.title for one in below if not isinstance(one, list)]
    assert report.title == "Tea shop, checkout of version 2.1"
    assert titles[0] == "In short"
    assert titles[-1] == "Methods"


@pytest.mark.browser
def test_each_page_is_a4_and_bears_the_title_and_its_number(wide_pdf: bytes) -> None:
    pages = read(wide_pdf).pages

    for number, page in enumerate(pages, 1):
        said = " ".join(page.extract_text().split())
        assert f"Page {number} of {len(pages)}" in said
        assert "Tea shop, checkout of version 2.1" in said
        assert "file:" not in said
        size = page.mediabox
        assert (round(size.width), round(size.height)) == (595, 842)


@pytest.mark.browser
def test_what_is_folded_on_the_screen_is_open_on_paper(wide_pdf: bytes) -> None:
    said = words(wide_pdf)

    assert "Every attempt (" in said
    assert said.count("Participant Outcome Time Ease") >= 5
    assert "Best estimate" in said


@pytest.mark.browser
def test_a_task_s_title_stands_on_the_page_of_its_figures(wide_pdf: bytes) -> None:
    report = build_report(wide_study(), wide_readings())

    pages = [" ".join(page.extract_text().split()) for page in read(wide_pdf).pages]
    for task in report.tasks:
        title = f"{task.title} task {task.number}"
        (page,) = [page for page in pages if title in page]
        figures = page.split(title)[1]
        assert f"Completed {task.completion.head}" in figures
        assert "Typical time" in figures


@pytest.mark.browser
def test_no_page_but_the_last_is_left_white_for_more_than_a_third(wide_pdf: bytes) -> None:
    """Whoever prints a report files paper, and looks for where it goes on."""
    pages = read(wide_pdf).pages

    white = [(find_lowest_words(page) - FOOT) / page.mediabox.height for page in pages]
    assert max(white[:-1]) < 1 / 3


@pytest.mark.browser
def test_what_participants_wrote_is_printed_and_never_run() -> None:
    reading = make_reading(1, answers={QuestionId("why"): HOSTILE})

    printed = render_report_pdf(build_report(make_study(title=f"Shop {HOSTILE}"), [reading]))

    said = words(printed)
    assert "What the figures rest on" in said
    assert said.count("@import url(x)") >= 2
    assert b"/JavaScript" not in printed


@pytest.mark.browser
def test_a_page_that_got_round_the_escaping_could_still_fetch_and_run_nothing(
    tmp_path: Path,
) -> None:
    """The file's own policy: no script, and no other file of the machine."""
    secret = tmp_path / "secret.html"
    secret.write_text("<p>a secret of this machine", "utf-8")
    page = render_report_file(build_report(make_study(), []))
    holes = f'<script>document.body.textContent = "ran"</script><iframe src="{secret.as_uri()}">'
    browser = find_browser()
    assert browser is not None

    printed = print_by_browser(browser, page.replace("</main>", f"{holes}</iframe></main>"))

    assert printed is not None
    said = words(printed)
    assert "Nobody has taken part yet" in said
    assert "a secret" not in said


def test_a_title_cannot_leave_the_sheet_that_it_stands_in() -> None:
    rule = write_foot(HOSTILE)

    text = rule.split('content: "', 1)[1].split('"; font', 1)[0]
    assert not set(text) & set('"<>{};@\n')
    assert rule.count('"') == 4
    assert len(write_foot("w" * 5_000)) < 400
