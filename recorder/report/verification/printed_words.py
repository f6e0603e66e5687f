"""What a report as a PDF shows: its words page by page, the stamp, and what printed it."""

import io
import re
from importlib import import_module
from types import ModuleType

from recorder.report.verification.pieces import Piece

_STAMP = re.compile(rb"/Keywords \(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_PRODUCER = re.compile(rb"/Producer \(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_BACKSLASH = re.compile(rb"\\(.)", re.DOTALL)

READING_FAILS = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What a damaged PDF may raise beside pypdf's own errors."""


def find_printed_stamp(pdf: bytes) -> str:
    """Find the stamp that was added to the end of a PDF; "" when there is none."""
    return _last(_STAMP, pdf)


def find_printer(pdf: bytes) -> str:
    """Find what wrote a PDF, with its version, such as "Skia/PDF m143"; "" if it tells not."""
    return _last(_PRODUCER, pdf)


def list_printed_words(pdf: bytes) -> list[Piece] | None:
    """List the words of a PDF, each with its page; None when pypdf is not installed or fails."""
    pypdf = _load()
    if pypdf is None:
        return None
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    except (pypdf.errors.PyPdfError, *READING_FAILS):
        return None
    return [
        Piece(f"page {number}", word)
        for number, page in enumerate(pages, 1)
        for word in page.split()
    ]


def _load() -> ModuleType | None:
    try:
        return import_module("pypdf")
    except ImportError:
        return None


def _last(pattern: re.Pattern[bytes], pdf: bytes) -> str:
    found = pattern.findall(pdf)
    return _BACKSLASH.sub(rb"\1", found[-1]).decode("ascii", "replace") if found else ""
