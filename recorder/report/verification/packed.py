"""What is in a ZIP: the parts of a workbook and of the tables."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator

from recorder.errors import InvalidReportError
from recorder.report.verification.pieces import Piece

LARGEST_BYTES = 512 * 1024 * 1024
"""All parts unpacked; a report of 10,000 sessions has some 50 MB."""


def unpack_parts(content: bytes) -> dict[str, bytes]:
    """Unpack every part by its name.

    Raises:
        InvalidReportError: It is damaged, or would be larger than any report.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_BYTES:
                raise InvalidReportError("it would unpack to more than any report has")
            return {part.filename: packed.read(part) for part in packed.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InvalidReportError(f"it cannot be unpacked: {error}") from None


def list_table_cells(parts: dict[str, bytes]) -> list[Piece]:
    """List the cells of the tables, each with its file, row and column."""
    tables = sorted(name for name in parts if name.endswith(".csv"))
    return [cell for name in tables for cell in _cells(name, parts[name])]


def _cells(name: str, content: bytes) -> Iterator[Piece]:
    text = content.decode("utf-8", "replace")
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise InvalidReportError(f"{name} is no table: {error}") from None
    names = rows[0] if rows else []
    for row, cells in enumerate(rows, 1):
        for at, cell in enumerate(cells):
            column = names[at] if at < len(names) else f"number {at + 1}"
            yield Piece(f"{name}, row {row}, column {column}", cell)
