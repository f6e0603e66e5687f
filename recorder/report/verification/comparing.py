"""Where a report file differs from the one made again, place by place."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from recorder.report.verification.book_cells import list_book_cells
from recorder.report.verification.files import ReportFile
from recorder.report.verification.packed import list_table_cells, unpack_parts
from recorder.report.verification.page_words import list_page_words
from recorder.report.verification.pieces import Difference, compare_in_order, compare_in_place
from recorder.report.verification.printed_words import find_printer, list_printed_words
from recorder.report.verification.trees import compare_trees


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between a file and the one made again.

    Attributes:
        differences: In the order of the file.
        remarks: Sentences on what could not be compared, or differs beside what is shown.
    """

    differences: tuple[Difference, ...]
    remarks: tuple[str, ...] = ()


def compare_file(file: ReportFile, again: bytes) -> Comparison:
    """Compare what a file shows with what one of its kind shows that was made again.

    Args:
        file: Its bytes are not those of the other.
        again: A file of the same kind.
    """
    match file.kind:
        case ".pdf":
            return _compare_prints(file.content, again)
        case ".html":
            pages = [one.decode("utf-8", "replace") for one in (file.content, again)]
            found = compare_in_order(*map(list_page_words, pages))
        case ".json":
            found = compare_trees(*map(msgspec.json.decode, (file.content, again)))
        case ".xlsx":
            found = compare_in_place(*map(list_book_cells, (file.parts, unpack_parts(again))))
        case ".zip":
            found = compare_in_place(*map(list_table_cells, (file.parts, unpack_parts(again))))
    differences = tuple(found)
    return Comparison(differences, () if differences else (_tell_rest(file, again),))


def _compare_prints(file: bytes, again: bytes) -> Comparison:
    printers = find_printer(file), find_printer(again)
    remarks = []
    if printers[0] != printers[1]:
        names = " and ".join(name or "something that does not tell its name" for name in printers)
        remarks.append(
            f"The file and the one made again were printed by different programs, {names}: "
            "their bytes cannot be the same, and their lines and pages may end elsewhere."
        )
    was, now = list_printed_words(file), list_printed_words(again)
    if was is None or now is None:
        remarks.append(
            "The words on its pages were not compared, which needs pypdf: "
            'pip install "usability-recorder[pdf]".'
        )
        return Comparison((), tuple(remarks))
    differences = tuple(compare_in_order(was, now))
    if not differences and printers[0] == printers[1]:
        remarks.append("Every word is the same; what differs is a drawing or what is not seen.")
    elif not differences:
        remarks.append("Every word on its pages is the same; its drawings were not compared.")
    return Comparison(differences, tuple(remarks))


def _tell_rest(file: ReportFile, again: bytes) -> str:
    """Tell what differs where everything that is shown is the same."""
    if file.parts:
        names = _differing_parts(file.parts, unpack_parts(again))
        return f"Every cell is the same; what differs is {names}, as when another program saves it."
    if file.kind == ".json":
        return "Every value is the same; it is only written in another way."
    if file.content.replace(b"\r\n", b"\n") == again:
        return "Only its line ends differ, as mail and version control change them."
    line = _first_line(file.content.splitlines(), again.splitlines())
    return (
        "Every word is the same; what differs is a drawing, a style or what is not seen, "
        f"first in line {line}."
    )


def _differing_parts(was: dict[str, bytes], now: dict[str, bytes]) -> str:
    names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more of its parts"


def _first_line(was: Sequence[bytes], now: Sequence[bytes]) -> int:
    same = [old == new for old, new in zip(was, now, strict=False)]
    return (same.index(False) if False in same else len(same)) + 1
