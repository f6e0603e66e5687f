import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from xlsxwriter import Workbook

from recorder.metrics.estimates import Estimate
from recorder.model.ids import QuestionId
from recorder.report.build import build_report
from recorder.report.key_figures import list_key_figures
from recorder.report.sheets import CUT, LONGEST_TEXT, Book, write_text
from recorder.report.tables import list_tables
from recorder.report.tree import Contrast, CurvePoint, Figure, Report, Share
from recorder.report.workbook import write_workbook
from tests.report.helpers import make_reading, make_study, six_sessions, wide_readings, wide_study

HOSTILE = json.loads((Path(__file__).parents[1] / "data" / "hostile.json").read_text("utf-8"))
TEXTS = [
    case["inject"]["*TEXT*"]
    for case in HOSTILE["cases"]
    if case["group"] in {"csv", "xss-text", "odd-text"} and "@RECIPE" not in str(case["inject"])
]


@pytest.fixture
def report() -> Report:
    return build_report(make_study(), six_sessions())


def read(content: bytes) -> openpyxl.Workbook:
    """Open a workbook as another program does, with its formulas if it had any."""
    return openpyxl.load_workbook(io.BytesIO(content))


def read_texts(texts: list[str]) -> list[openpyxl.cell.Cell]:
    """Write texts one below the other and read the cells."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for row, text in enumerate(texts):
            write_text(Book(made), sheet, (row, 0), text)
    return [row[0] for row in read(file.getvalue()).active.iter_rows(min_row=1, max_row=len(texts))]


def test_there_is_a_sheet_for_the_summary_for_each_table_and_for_the_methods(
    report: Report,
) -> None:
    book = read(write_workbook(report))

    tables = [table.name for table in list_tables(report)]
    assert book.sheetnames == ["Summary", *tables, "Methods"]
    assert "codebook" in tables
    said = [row[0] for row in book["Summary"].iter_rows(max_col=1, values_only=True)]
    assert said[0] == "Tea shop, checkout"
    assert set(report.summary) <= set(said)
    methods = [row[0] for row in book["Methods"].values][1 : len(report.methods) + 1]
    assert methods == [one.name for one in report.methods]


def test_each_key_figure_has_its_numbers_and_its_method(report: Report) -> None:
    """4 of 5 bought: 0.8, with the adjusted Wald interval of the report."""
    rows = list(read(write_workbook(report))["Summary"].values)

    names = next(row for row in rows if row[0] == "about")
    figures = [dict(zip(names, row, strict=True)) for row in rows[rows.index(names) + 1 :]]
    bought = next(one for one in figures if one["about"] == "Buy green tea")
    assert (bought["measure"], bought["value"], bought["n"]) == ("completed", 0.8, 5)
    assert bought["low"] == pytest.approx(0.36, abs=0.005)
    assert bought["high"] == pytest.approx(0.98, abs=0.005)
    assert (bought["confidence"], bought["method"]) == (0.95, "adjusted_wald")
    assert len(figures) == len(list(list_key_figures(report)))
    assert {one["method"] for one in figures} <= {*(one.name for one in report.methods), "nps"}


def list_estimates(value: object) -> Iterator[Estimate]:
    """List the estimates of all figures in a value, those of curves and compared sides apart."""
    if isinstance(value, CurvePoint | Estimate):
        return
    if isinstance(value, Share | Figure):
        yield value.estimate
    elif isinstance(value, tuple):
        for one in value:
            yield from list_estimates(one)
    elif is_dataclass(value):
        for field in fields(value):
            if not (isinstance(value, Contrast) and field.name in {"a", "b"}):
                yield from list_estimates(getattr(value, field.name))


def test_no_figure_of_the_report_is_left_out_of_the_list() -> None:
    report = build_report(wide_study(), wide_readings())

    listed = {one.estimate for one in list_key_figures(report)}

    assert len(listed) > 50
    assert set(list_estimates(report)) == listed


def test_a_figure_that_is_missing_says_why() -> None:
    report = build_report(make_study(), [])

    figures = list(list_key_figures(report))

    assert {one.estimate.estimate for one in figures} == {None}
    assert {one.why_missing for one in figures} <= {"no data yet", "nobody has succeeded yet"}


def test_every_cell_of_the_tables_is_there_and_numbers_are_numbers(report: Report) -> None:
    book = read(write_workbook(report))

    for table in list_tables(report):
        names, *rows = book[table.name].values
        assert list(names) == [column.name for column in table.columns]
        for cells, written in zip(table.rows, rows, strict=True):
            told = {True: "yes", False: "no"}
            assert list(written) == [
                told[cell] if isinstance(cell, bool) else None if cell == "" else cell
                for cell in cells
            ]


def test_a_table_can_be_filtered_and_keeps_its_first_row_in_sight(report: Report) -> None:
    sheet = read(write_workbook(report))["attempts"]

    last = get_column_letter(len(list_tables(report)[0].columns))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{last}13"
    assert sheet["I2"].number_format == "0.0"
    assert all(6 < one.width <= 62 for one in sheet.column_dimensions.values())


@pytest.mark.parametrize("text", TEXTS)
def test_a_hostile_text_is_a_text_and_stays_one_when_it_is_edited(text: str) -> None:
    """No formula, no link, nothing fetched: not when it is opened, not when it is changed."""
    report = build_report(make_study(), [make_reading(1, answers={QuestionId("why"): text})])

    content = write_workbook(report)

    (cell,) = [row[5] for row in read(content)["answers"].iter_rows(min_row=2)]
    assert cell.data_type == "s"
    assert unescape(cell.value) == text
    assert cell.hyperlink is None
    assert cell.quotePrefix or text.lstrip(" \ufeff\u00a0")[:1] not in set("=+-@\t＝＋－＠")  # noqa: RUF001
    packed = zipfile.ZipFile(io.BytesIO(content))
    sheets = [packed.read(name) for name in packed.namelist() if "worksheets/" in name]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), min_size=1))
def test_every_text_comes_back(texts: list[str]) -> None:
    """Control characters and what looks like an escape of one included."""
    cells = read_texts(texts)

    for text, cell in zip(texts, cells, strict=True):
        assert unescape(cell.value) == text


def test_a_text_is_a_text_in_a_workbook_without_options_too() -> None:
    cells = read_texts(["=1+1", "{=1+1}", "http://evil.test/", "12", "TRUE", "internal:A1"])

    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert [cell.hyperlink for cell in cells] == [None] * 6


def test_half_a_surrogate_pair_does_not_stop_the_workbook() -> None:
    (cell,) = read_texts(["a\ud800b"])

    assert cell.value == "a?b"


def test_a_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    whole, cut = read_texts(["w" * LONGEST_TEXT, "w" * 65_536])

    assert whole.value == "w" * LONGEST_TEXT
    assert len(cut.value) == LONGEST_TEXT
    assert cut.value.endswith(CUT)


def test_the_same_report_gives_the_same_workbook() -> None:
    """Its date is that of the newest data, not of the moment."""
    content = write_workbook(build_report(wide_study(), wide_readings()))

    assert write_workbook(build_report(wide_study(), wide_readings())) == content
    created = read(content).properties.created
    assert f"{created:%Y-%m-%d %H:%M}" == "2026-11-21 22:41"


def test_an_odd_title_still_makes_a_workbook() -> None:
    book = read(write_workbook(build_report(make_study(title="=1+1 <&> \u200e" + "t" * 170), [])))

    assert book["Summary"]["A1"].data_type == "s"
    assert book.properties.title.startswith("=1+1 <&> ttt")
