"""A report file that comes back: its kind, the stamp that it bears, and what it shows."""

from dataclasses import dataclass, field
from typing import Literal

import msgspec

from recorder.errors import InvalidReportError
from recorder.report.stamp import Stamp, read_stamp
from recorder.report.verification.book_cells import find_book_stamp, list_book_cells
from recorder.report.verification.packed import unpack_parts
from recorder.report.verification.page_words import find_page_stamp
from recorder.report.verification.printed_words import find_printed_stamp
from recorder.report.zipped_tables import STAMP_FILE

Kind = Literal[".html", ".json", ".xlsx", ".pdf", ".zip"]
"""Kinds of report files, by the end that their names have."""

LARGEST_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file that says of itself that it is a report; nothing that it says is true yet.

    Attributes:
        parts: What is packed in it, by name; empty for kinds that are not packed.
    """

    kind: Kind
    content: bytes
    stamp: Stamp
    parts: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Version:
    hash: str


@dataclass(frozen=True, slots=True)
class _Header:
    id: str
    versions: tuple[_Version, ...]
    sessions_in_all: int


@dataclass(frozen=True, slots=True)
class _Provenance:
    software: tuple[tuple[str, str], ...]
    data_hash: str
    study_version: str
    has_quotes: bool = True


@dataclass(frozen=True, slots=True)
class _Tree:
    header: _Header
    profile: str
    provenance: _Provenance


def read_report_file(content: bytes) -> ReportFile:
    """Read what a file is, by its content; its name says nothing.

    Raises:
        InvalidReportError: It is no report of ours, or is damaged.
    """
    kind = _find_kind(content)
    parts = unpack_parts(content) if kind == ".xlsx" else {}
    if kind == ".xlsx" and STAMP_FILE in parts:
        kind = ".zip"
    stamp = _find_stamp(kind, content, parts)
    if stamp is None:
        raise InvalidReportError("it bears no stamp")
    return ReportFile(kind, content, stamp, parts)


def is_same(file: ReportFile, again: bytes) -> bool:
    """Tell whether a file is what was made again.

    The parts of a ZIP count, not how they are packed: that is up to each machine's zlib.
    """
    return file.content == again or (bool(file.parts) and file.parts == unpack_parts(again))


def _find_kind(content: bytes) -> Kind:
    if len(content) > LARGEST_BYTES:
        raise InvalidReportError("it is larger than any report")
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF"):
        return ".pdf"
    if start.startswith(b"PK"):
        return ".xlsx"
    return ".json" if start.startswith(b"{") else ".html"


def _find_stamp(kind: Kind, content: bytes, parts: dict[str, bytes]) -> Stamp | None:
    match kind:
        case ".html":
            return read_stamp(find_page_stamp(content.decode("utf-8", "replace")))
        case ".json":
            return _tree_stamp(content)
        case ".xlsx":
            return read_stamp(find_book_stamp(list_book_cells(parts)))
        case ".pdf":
            return read_stamp(find_printed_stamp(content))
        case ".zip":
            return read_stamp(parts[STAMP_FILE].decode("utf-8", "replace"))


def _tree_stamp(content: bytes) -> Stamp | None:
    try:
        tree = msgspec.json.decode(content, type=_Tree)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    made = tree.provenance
    return Stamp(
        study=tree.header.id,
        study_version=made.study_version,
        session_versions=tuple(one.hash for one in tree.header.versions),
        sessions=tree.header.sessions_in_all,
        profile=tree.profile,
        data_hash=made.data_hash,
        figures_hash="",
        software=made.software,
        has_quotes=made.has_quotes,
    )
