"""What an archive says about itself: its tables, every column, and where it comes from."""

import platform
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version

from recorder import __version__
from recorder.archive.columns import Column, Row, Table, key, text
from recorder.archive.kept_tables import KEPT
from recorder.archive.read_tables import READ
from recorder.archive.views import VIEWS
from recorder.model.kept import KeptStudy
from recorder.storage.database import NEWEST
from recorder.storage.log import hash_heads

FORMAT = 1
"""Version of the archive's shape; also the file's `user_version`."""

APPLICATION_ID = 0x75736172
"""Names the file as an archive for `file` and for `recorder restore`."""

HASHED = (
    "SHA-256 of all that the server keeps of the study: the same study has the same, "
    "whatever it was made with."
)

ABOUT = Table(
    "_about",
    "The tables and views of this file: begin here.",
    (
        key("name", "Name of the table or view."),
        text("kind", "Which of the two.", values="table, view"),
        text("meaning", "What a row of it is."),
    ),
)

CODEBOOK = Table(
    "codebook",
    "What every column of every table and view holds.",
    (
        key("table", "The table or view."),
        key("column", "The column."),
        Column("position", int, "Place of the column in its table, from 1."),
        text("type", "Type as SQLite names it.", values="text, integer, real, blob"),
        text("unit", "Unit; empty where there is none."),
        text("meaning", "What it holds."),
        text("values", "Values allowed; empty where any may stand."),
        text("refers", "Table whose key stands there; empty where none does."),
    ),
)

PROVENANCE = Table(
    "provenance",
    "What this file was made of and with.",
    (
        key("name", "What is told."),
        text("value", "What it is."),
        text("meaning", "What that means."),
    ),
)

TABLES = (ABOUT, CODEBOOK, PROVENANCE, *KEPT[:2], *READ, *KEPT[2:])
"""Every table of an archive; what others refer to comes before them."""


def about_rows() -> Iterator[Row]:
    """List the tables and views, in the order in which people want them."""
    for table in (*READ, *VIEWS, *KEPT, CODEBOOK, PROVENANCE, ABOUT):
        kind = "view" if table.sql else "table"
        yield {"name": table.name, "kind": kind, "meaning": table.meaning}


def codebook_rows() -> Iterator[Row]:
    """List every column of every table and view."""
    for table in (*READ, *VIEWS, *KEPT, CODEBOOK, PROVENANCE, ABOUT):
        for position, column in enumerate(table.columns, start=1):
            yield {
                "table": table.name,
                "column": column.name,
                "position": position,
                "type": column.type_name,
                "unit": column.unit,
                "meaning": column.meaning,
                "values": column.values,
                "refers": column.refers,
            }


def provenance_rows(kept: KeptStudy, contents_hash: str) -> Iterator[Row]:
    """List where the file comes from; nothing in it depends on when or where it was made."""
    newest = datetime.fromtimestamp(kept.newest_ms / 1000, UTC)
    heads = ((one.session, one.epoch, one.head) for one in kept.epochs)
    sessions, events = len(kept.sessions), sum(one.events for one in kept.sessions)
    for name, value, meaning in (
        ("study", kept.id, "The study's id."),
        ("newest_at", newest.isoformat(), "When the newest of it came: it is as of then."),
        ("read_as", "over", "Attempts are read as if nothing more came: none is running."),
        ("sessions", str(sessions), "Sessions, those withdrawn included."),
        ("events", str(events), "Events of the log."),
        ("data_hash", hash_heads(heads), "SHA-256 of the log, as the report gives it."),
        ("contents_hash", contents_hash, HASHED),
        ("format", str(FORMAT), "Version of this file's shape."),
        ("schema", NEWEST, "Version of the server's tables."),
        ("recorder", __version__, "Version of usability-recorder that made it."),
        ("python", platform.python_version(), "Version of Python."),
        ("sqlite", sqlite3.sqlite_version, "Version of the SQLite library."),
        ("sqlite-utils", version("sqlite-utils"), "Version of sqlite-utils."),
    ):
        yield {"name": name, "value": value, "meaning": meaning}
