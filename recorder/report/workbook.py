"""The report as one Excel workbook: a summary with every figure, the tables, the methods."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from xlsxwriter import Workbook

from recorder.report.key_figures import KeyFigure, list_key_figures
from recorder.report.sheets import Book, Rows, add_rows, write_row, write_text
from recorder.report.stamp import NAME, make_stamp, write_stamp
from recorder.report.tables import Cell, Table, list_tables
from recorder.report.tree import Report
from recorder.report.words import shorten

FIGURE_COLUMNS = (
    "about",
    "measure",
    "value",
    "low",
    "high",
    "n",
    "confidence",
    "unit",
    "method",
    "why missing",
    "in words",
)
PROVENANCE_COLUMNS = ("made from", "what")
LEFT_OUT = ("left out", "what people wrote")
METHOD_COLUMNS = ("method", "title", "how it is computed", "where it was published")

NUMBER_FORMATS = {"_s": "0.0", "_ms": "0", "score": "0.00"}
"""How the numbers of a table's column are shown, by the end of its name."""

UNIT_FORMATS = {"share": "0 %", "seconds": "0.0", "points": "0.0"}
"""How a figure is shown, by its unit."""

NO_DATA_YET = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of a workbook without data: a workbook must have one."""


def write_workbook(report: Report, tables: Sequence[Table] | None = None) -> bytes:
    """Write a report as an .xlsx file; the same report always gives the same bytes.

    Numbers are numbers. Texts are texts whatever they look like: no cell is ever a
    formula or a link, and what looks like a formula stays a text when it is edited.

    Args:
        report: Its figures and methods.
        tables: Those to write, each as a sheet; None writes the report's own.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as made:
        made.set_properties(_properties(report))
        book = Book(made)
        _add_summary(book, report)
        for table in list_tables(report) if tables is None else tables:
            _add_table(book, table)
        _add_methods(book, report)
    return file.getvalue()


def _properties(report: Report) -> dict[str, object]:
    as_of_ms = report.header.as_of_ms
    made = NO_DATA_YET if as_of_ms is None else datetime.fromtimestamp(as_of_ms / 1000, UTC)
    title = "".join(one for one in report.header.title if one.isprintable())
    return {
        "title": f"{shorten(title, 200)}: usability report",
        # A workbook's dates bear no zone; they are meant as UTC.
        "created": made.replace(microsecond=0, tzinfo=None),
    }


def _add_summary(book: Book, report: Report) -> None:
    sheet = book.file.add_worksheet("Summary")
    title = book.format("title", bold=True, font_size=16)
    write_text(book, sheet, (0, 0), report.header.title, title)
    as_of = report.header.as_of_words
    lines = [f"Data as of {as_of}" if as_of else "No data yet", *report.summary]
    # A sentence runs on over the empty cells at its right.
    plain = book.format("plain")
    for row, line in enumerate(lines, 1):
        write_text(book, sheet, (row, 0), line, plain)
    rows = [_figure_cells(one) for one in list_key_figures(report)]
    add_rows(book, sheet, Rows(len(lines) + 2, FIGURE_COLUMNS, rows, _figure_format))


def _figure_cells(one: KeyFigure) -> tuple[Cell, ...]:
    made = one.estimate
    ends = (made.interval.low, made.interval.high) if made.interval else (None, None)
    numbers = (made.estimate, *ends, made.n, made.confidence)
    return one.about, one.measure, *numbers, one.unit, made.method, one.why_missing, one.words


def _figure_format(name: str, cells: Sequence[Cell]) -> str:
    if name in {"value", "low", "high"}:
        return UNIT_FORMATS.get(str(cells[FIGURE_COLUMNS.index("unit")]), "0.00")
    return "0 %" if name == "confidence" else "General"


def _add_table(book: Book, table: Table) -> None:
    sheet = book.file.add_worksheet(table.name)
    names = [column.name for column in table.columns]
    add_rows(book, sheet, Rows(0, names, table.rows, _column_format))
    sheet.freeze_panes(1, 0)


def _column_format(name: str, cells: Sequence[Cell]) -> str:
    del cells
    return next((shown for end, shown in NUMBER_FORMATS.items() if name.endswith(end)), "General")


def _add_methods(book: Book, report: Report) -> None:
    sheet = book.file.add_worksheet("Methods")
    rows = [(one.name, one.title, one.text, one.source) for one in report.methods]
    add_rows(book, sheet, Rows(0, METHOD_COLUMNS, rows, _column_format))
    sheet.freeze_panes(1, 0)
    for row, cells in enumerate(_list_provenance(report), len(rows) + 2):
        write_row(book, sheet, row, cells)


def _list_provenance(report: Report) -> list[tuple[str, str]]:
    """List what a report was made from: names, and what each is; the stamp last."""
    stamp = make_stamp(report)
    return [
        PROVENANCE_COLUMNS,
        ("study", stamp.study),
        ("study file", stamp.study_version),
        *(("study file of sessions", version) for version in stamp.session_versions),
        ("profile", stamp.profile),
        *(() if stamp.has_quotes else [LEFT_OUT]),
        ("data", stamp.data_hash),
        *stamp.software,
        (NAME, write_stamp(stamp)),
    ]
