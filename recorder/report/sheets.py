"""Rows of cells in a sheet of a workbook: numbers as numbers, texts that nothing computes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import isfinite

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from recorder.report.tables import Cell, guard

LONGEST_TEXT = 32_767
"""Characters that one cell of a workbook holds."""

CUT = " [cut: a cell holds no more; the CSV has all]"
NARROWEST, WIDEST = 7, 60
"""Widths of a column, in digits."""

A4 = 9
"""The number that workbooks have for this paper."""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that is being written, and how its cells may look."""

    file: Workbook
    formats: dict[str, Format] = field(default_factory=dict)

    def format(self, name: str, **properties: object) -> Format:
        """Answer the format of this name; made when it is first asked for."""
        if name not in self.formats:
            self.formats[name] = self.file.add_format({"valign": "top", **properties})
        return self.formats[name]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table for a sheet.

    Attributes:
        top: The row of the names, from 0.
        names: One for each column.
        rows: Cells, as many in each row as there are names.
        shown: Tells the number format of a cell from its column's name and its row.
    """

    top: int
    names: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    shown: Callable[[str, Sequence[Cell]], str]


def add_rows(book: Book, sheet: Worksheet, table: Rows) -> None:
    """Write a row of names that filter, and under it the cells."""
    last = table.top + len(table.rows)
    head = book.format("head", bold=True, bottom=1, bg_color="#F2F0EB")
    for column, name in enumerate(table.names):
        write_text(book, sheet, (table.top, column), name, head)
        for row, cells in enumerate(table.rows, table.top + 1):
            _write(book, sheet, (row, column), cells[column], table.shown(name, cells))
        sheet.set_column(column, column, _width(name, [cells[column] for cells in table.rows]))
    sheet.autofilter(table.top, 0, last, len(table.names) - 1)
    # An order number that somebody typed is a text on purpose.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(table.top)


def write_row(book: Book, sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    """Write texts side by side, outside of any table; they run on over empty cells."""
    for column, text in enumerate(texts):
        write_text(book, sheet, (row, column), text, book.format("plain"))


def write_text(
    book: Book, sheet: Worksheet, place: tuple[int, int], text: str, shown: Format | None = None
) -> None:
    """Write a text as a text, whatever it looks like.

    Args:
        book: The workbook of the sheet.
        sheet: Where to write.
        place: Row and column, from 0.
        text: One that no cell can hold is cut, and says so.
        shown: How it looks; None wraps what is long.
    """
    is_long = len(text) > WIDEST
    if guard(text) != text:
        # The mark that a spreadsheet keeps when somebody types an apostrophe first: without
        # it, a text that looks like a formula would become one when its cell is edited.
        shown = book.format(f"quoted {is_long}", quote_prefix=True, text_wrap=is_long)
    elif shown is None:
        shown = book.format(f"text {is_long}", text_wrap=is_long)
    sheet.write_string(*place, _storable(text), shown)


def _write(book: Book, sheet: Worksheet, place: tuple[int, int], cell: Cell, shown: str) -> None:
    match cell:
        case None | "":
            return
        case bool():
            write_text(book, sheet, place, "yes" if cell else "no")
        case str():
            write_text(book, sheet, place, cell)
        case _ if isfinite(cell):
            sheet.write_number(*place, cell, book.format(shown, num_format=shown))


def _width(name: str, cells: Iterable[Cell]) -> int:
    # Room for the arrow of the filter, and for what a cell holds; the longest ones wrap.
    needed = [len(name) + 3, *(len(_shown(cell)) + 1 for cell in cells)]
    return min(max(NARROWEST, *needed), WIDEST)


def _shown(cell: Cell) -> str:
    return f"{cell:.6g}" if isinstance(cell, float) else "" if cell is None else str(cell)


def _storable(text: str) -> str:
    # Half a pair of surrogates is no character: nothing that is written as UTF-8 holds it.
    whole = text.encode("utf-8", "replace").decode()
    if len(whole) <= LONGEST_TEXT:
        return whole
    return whole[: LONGEST_TEXT - len(CUT)] + CUT
