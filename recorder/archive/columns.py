"""What a table of an archive is: its columns, and what the codebook says of each."""

from dataclasses import dataclass

Cell = str | int | float | bytes | None
Row = dict[str, Cell]

TRUTH = "0 no, 1 yes"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        kind: Type of its values; str, int, float or bytes.
        meaning: What it holds, and what an empty one means.
        unit: Unit of a number; "" where it has none.
        values: The values allowed; "" where any may stand.
        refers: The table whose key stands here; "" where none does.
        is_key: Whether it is the table's key, or a part of it.
    """

    name: str
    kind: type[str | int | float | bytes]
    meaning: str
    unit: str = ""
    values: str = ""
    refers: str = ""
    is_key: bool = False

    @property
    def type_name(self) -> str:
        """Tell the type as SQLite names it."""
        return {str: "text", int: "integer", float: "real", bytes: "blob"}[self.kind]


@dataclass(frozen=True, slots=True)
class Table:
    """One table, or a view where it has `sql`.

    Attributes:
        meaning: What a row is, in a sentence.
        indexes: Columns that are looked up together.
        sql: The query of a view; "" for a table.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    sql: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """List the columns of the key."""
        return tuple(column.name for column in self.columns if column.is_key)


def key(name: str, meaning: str, *, refers: str = "") -> Column:
    """Make a column of text that is the key, or a part of it."""
    return Column(name, str, meaning, refers=refers, is_key=True)


def text(name: str, meaning: str, *, values: str = "", refers: str = "") -> Column:
    """Make a column of text."""
    return Column(name, str, meaning, values=values, refers=refers)


def count(name: str, meaning: str, unit: str = "") -> Column:
    """Make a column of whole numbers from 0."""
    return Column(name, int, meaning, unit=unit)


def truth(name: str, meaning: str) -> Column:
    """Make a column of truth values."""
    return Column(name, int, meaning, values=TRUTH)


def when(name: str, meaning: str) -> Column:
    """Make a column of moments by the server's wall clock."""
    return Column(name, float, meaning, unit="ms since 1970-01-01 UTC")


def span(name: str, meaning: str) -> Column:
    """Make a column of milliseconds: a length of time, or a place on the session's clock."""
    return Column(name, float, meaning, unit="ms")


SESSION = text("session", "The session.", refers="sessions")
PARTICIPANT = text(
    "participant",
    "Pseudonym of the participant: p and a number, t for a try.",
    refers="participants",
)
VARIANT = text("variant", "Variant of the design; empty without variants.", refers="variants")
TASK = text("task", "The task; empty where it belongs to none.", refers="tasks")
PERSON = text("person", "Who of the study's own people; empty for participants.")
SESSION_MS = span("session_ms", "When, on the session's clock, which starts with the consent.")
