"""How two files of a report are compared: what a reader sees, piece by piece."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.errors import InvalidReportError
from recorder.report.build import build_report
from recorder.report.tables import list_tables
from recorder.report.verification import packed
from recorder.report.verification.book_cells import list_book_cells
from recorder.report.verification.files import read_report_file
from recorder.report.verification.packed import list_table_cells, unpack_parts
from recorder.report.verification.page_words import find_page_stamp, list_page_words
from recorder.report.verification.pieces import (
    Difference,
    Piece,
    compare_in_order,
    compare_in_place,
)
from recorder.report.verification.printed_words import list_printed_words
from recorder.report.verification.trees import compare_trees
from recorder.report.workbook import write_workbook
from recorder.report.zipped_tables import zip_tables
from tests.report.helpers import wide_readings, wide_study
from tests.web.test_pdf_facts import make_pdf

TEXTS = st.lists(st.sampled_from("abcd"), max_size=8)


def pieces(texts: str | list[str]) -> list[Piece]:
    """Make pieces of texts, each at the place of its number from 1."""
    return [Piece(f"line {at}", text) for at, text in enumerate(texts, 1)]


def test_one_piece_too_many_is_one_difference() -> None:
    assert list(compare_in_order(pieces("abxcd"), pieces("abcd"))) == [
        Difference("line 3", "x", None)
    ]


def test_a_piece_that_is_missing_is_told_where_it_would_be() -> None:
    (one,) = compare_in_order(pieces("ad"), pieces("abd"))

    assert (one.was, one.now) == (None, "b")


def test_a_piece_that_changed_is_told_with_both_texts() -> None:
    assert list(compare_in_order(pieces("abc"), pieces("axc"))) == [Difference("line 2", "b", "x")]


@given(TEXTS, TEXTS)
def test_texts_differ_somewhere_unless_they_are_equal(was: list[str], now: list[str]) -> None:
    """Nothing may be lost in the comparison: the differences lead from one to the other."""
    found = list(compare_in_order(pieces(was), pieces(now)))

    assert bool(found) == (was != now)
    gone = sum(one.was is not None for one in found)
    come = sum(one.now is not None for one in found)
    assert len(was) - gone == len(now) - come


def test_cells_are_compared_by_their_address() -> None:
    was = [Piece("A1", "x"), Piece("A3", "z")]
    now = [Piece("A1", "y"), Piece("A2", "b")]

    assert list(compare_in_place(was, now)) == [
        Difference("A1", "x", "y"),
        Difference("A3", "z", None),
        Difference("A2", None, "b"),
    ]


def test_entries_of_a_tree_are_told_by_what_they_are_called() -> None:
    was = {"tasks": [{"id": "buy", "n": 1}, {"id": "pay", "n": 2}], "p": [1, 2]}
    now = {"tasks": [{"id": "pay", "n": 3}, {"id": "ask", "n": 1}], "p": [1]}

    found = {one.place: (one.was, one.now) for one in compare_trees(was, now)}

    assert found["tasks[pay].n"] == ("2", "3")
    assert found["tasks[ask]"] == (None, '{"id":"ask","n":1}')
    assert found["tasks[buy]"] == ('{"id":"buy","n":1}', None)
    assert found["p[1]"] == ("2", None)
    assert len(found) == 4


@pytest.mark.parametrize(
    ("was", "now", "is_rounding"),
    [(0.1 + 0.2, 0.3, True), (0.3, 0.31, False), (True, 1, False), ("1", 1, False)],
)
def test_numbers_that_differ_in_their_last_digits_are_told_apart(
    was: object, now: object, is_rounding: bool
) -> None:
    (one,) = compare_trees([was], [now])

    assert one.is_rounding == is_rounding


def test_a_page_is_read_as_it_is_seen() -> None:
    page = (
        '<meta name="recorder-report" content="&quot;x&quot;">\n<style>p { }</style>\n'
        "<h2>In\n<em>short</em></h2>\n<p>Completed\n  <strong>4</strong> of 5<td>7"
        '<svg aria-label="a chart"><text>80 %</text></svg>&lt;b&gt;'
    )

    under = ', under "In short"'
    assert list_page_words(page) == [
        Piece("line 3", "In short"),
        Piece(f"line 5{under}", "Completed 4 of 5"),
        Piece(f"line 6{under}", "7"),
        Piece(f"line 6{under}", "a chart"),
        Piece(f"line 6{under}", "80 %"),
        Piece(f"line 6{under}", "<b>"),
    ]
    assert find_page_stamp(page) == '"x"'


def test_every_cell_of_the_tables_is_compared() -> None:
    report = build_report(wide_study(), wide_readings())

    cells = list_table_cells(unpack_parts(zip_tables(report)))

    rows = {table.name: len(table.rows) + 1 for table in list_tables(report)}
    widths = {table.name: len(table.columns) for table in list_tables(report)}
    assert len(cells) == sum(rows[name] * widths[name] for name in rows)
    assert "attempts.csv, row 2, column outcome" in {cell.place for cell in cells}


def test_numbers_texts_and_formulas_of_a_workbook_are_seen() -> None:
    report = build_report(wide_study(), wide_readings())
    parts = unpack_parts(write_workbook(report))
    name = next(one for one in parts if one.endswith("sheet1.xml"))
    formula = b'<c r="ZZ9"><f>1+1</f><v>2</v></c><c r="ZZ10" t="inlineStr"><is><t>in</t></is></c>'
    parts[name] = parts[name].replace(b"</row>", formula + b"</row>", 1)

    cells = {cell.place: cell.text for cell in list_book_cells(parts)}

    assert cells["sheet Summary, cell A1"] == report.header.title
    assert cells["sheet Summary, cell ZZ9"] == "=1+1"
    assert cells["sheet Summary, cell ZZ10"] == "in"
    assert "12.0" in cells.values()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_whose_parts_could_grow_is_refused(encoding: str) -> None:
    parts = unpack_parts(write_workbook(build_report(wide_study(), wide_readings())))
    texts = parts["xl/sharedStrings.xml"].decode().split("?>", 1)[1]
    declared = '<!DOCTYPE sst [<!ENTITY b "bbbb">]>' + texts.replace("<t>", "<t>&b;", 1)
    parts["xl/sharedStrings.xml"] = declared.encode(encoding)

    with pytest.raises(InvalidReportError, match="it declares what none does"):
        list_book_cells(parts)


def make_zip(parts: dict[str, bytes]) -> bytes:
    """Pack parts as anybody can."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


GROWING = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"xl/workbook.xml": b"<a"},
        {"xl/workbook.xml": b"<a/>", "xl/_rels/workbook.xml.rels": GROWING},
        {"xl/sharedStrings.xml": GROWING},
        {"provenance.json": b"{}"},
        {"provenance.json": b"\xff", "attempts.csv": b"\x00"},
    ],
)
def test_what_only_looks_like_one_of_our_files_is_refused(parts: dict[str, bytes]) -> None:
    with pytest.raises(InvalidReportError):
        read_report_file(make_zip(parts))


def test_a_small_file_that_would_unpack_to_a_huge_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packed, "LARGEST_BYTES", 100_000)
    content = make_zip({"xl/workbook.xml": b" " * 100_001})
    assert len(content) < 1_000

    with pytest.raises(InvalidReportError, match="more than any report"):
        read_report_file(content)


def test_a_damaged_zip_is_refused() -> None:
    content = zip_tables(build_report(wide_study(), wide_readings()))
    damaged = content[:200] + bytes(100) + content[300:]

    with pytest.raises(InvalidReportError, match="cannot be unpacked"):
        read_report_file(damaged)


def test_the_words_of_a_pdf_are_read_only_where_it_is_one() -> None:
    assert list_printed_words(make_pdf("D:20261122052146+02'00'")) == []
    assert list_printed_words(b"%PDF-1.4 and nothing else") is None
