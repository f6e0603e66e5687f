"""What a workbook shows: its cells, each with its sheet and address (ECMA-376, part 1)."""

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from recorder.errors import InvalidReportError
from recorder.report.stamp import NAME
from recorder.report.verification.pieces import Piece

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLACE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
TEXTS = "xl/sharedStrings.xml"


def list_book_cells(parts: dict[str, bytes]) -> list[Piece]:
    """List the cells that are not empty; a formula counts with its text.

    Raises:
        InvalidReportError: It is no workbook.
    """
    texts = [_text(one) for one in _parse(parts, TEXTS)] if TEXTS in parts else []
    targets = {one.get("Id"): one.get("Target", "") for one in _parse(parts, RELATIONS)}
    cells: list[Piece] = []
    for sheet in _parse(parts, WORKBOOK).iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(PLACE), "").removeprefix("/xl/")
        cells += _sheet_cells(sheet.get("name", ""), _parse(parts, f"xl/{target}"), texts)
    return cells


def find_book_stamp(cells: list[Piece]) -> str:
    """Find the stamp beside its name on the sheet of the methods; "" when there is none."""
    on_sheet = [one for one in cells if one.place.startswith("sheet Methods, ")]
    for name, stamp in zip(reversed(on_sheet[:-1]), reversed(on_sheet[1:]), strict=True):
        if name.text == NAME:
            return stamp.text
    return ""


def _sheet_cells(name: str, sheet: Xml.Element, texts: list[str]) -> Iterator[Piece]:
    for cell in sheet.iter(f"{MAIN}c"):
        if shown := _shown(cell, texts):
            yield Piece(f"sheet {name}, cell {cell.get('r', '')}", shown)


def _shown(cell: Xml.Element, texts: list[str]) -> str:
    formula = cell.findtext(f"{MAIN}f")
    if formula:
        return f"={formula}"
    inside = cell.find(f"{MAIN}is")
    if inside is not None:
        return _text(inside)
    value = cell.findtext(f"{MAIN}v") or ""
    try:
        match cell.get("t", "n"):
            case "s":
                return texts[int(value)]
            case "n" if value:
                # Programs write one number in several ways.
                return repr(float(value))
            case _:
                return value
    except (ValueError, IndexError):
        return value


class _Undeclared(Xml.TreeBuilder):
    """Builds a tree of what declares nothing.

    No workbook declares entities, with which a small file could grow beyond measure.
    """

    def doctype(self, *_: str) -> None:
        """Refuse a declaration where it begins, whatever letters it is written in."""
        raise InvalidReportError("it is no workbook: it declares what none does")


def _text(element: Xml.Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{MAIN}t"))


def _parse(parts: dict[str, bytes], name: str) -> Xml.Element:
    content = parts.get(name)
    if content is None:
        raise InvalidReportError("it is no workbook")
    try:
        parser = Xml.XMLParser(target=_Undeclared())  # noqa: S314 - nothing is declared
        return Xml.fromstring(content, parser)  # noqa: S314
    except Xml.ParseError as error:
        raise InvalidReportError(f"it is a damaged workbook: {error}") from None
