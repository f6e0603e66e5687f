"""The report's tables as tidy files: one row an attempt, an answer, a session."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recorder.report.tree import Report, TaskReport

Cell = str | int | float | bool | None

FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")  # noqa: RUF001 - spreadsheets take these too
SKIPPED = " \ufeff\0\u00a0"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table and what it holds."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header; `name` is that of its file."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_csv(table: Table) -> str:
    """Write one table as CSV: text quoted, numbers bare, cells that no program computes.

    A text that a spreadsheet would take for a formula, or that starts with an apostrophe,
    gets an apostrophe in front; whoever takes one leading apostrophe away has the original.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([guard(cell) for cell in row] for row in table.rows)
    return file.getvalue()


def guard(cell: Cell) -> str | int | float:
    """Make one cell safe for spreadsheets; numbers stay numbers, nothing becomes ""."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if not isinstance(cell, str):
        return cell
    start = cell.lstrip(SKIPPED)[:1]
    dangerous = start in FORMULA_STARTS if start else False
    return f"'{cell}" if dangerous or cell[:1] in {"'", "\0"} else cell


def list_tables(report: Report) -> tuple[Table, ...]:
    """List the tables of a report, the codebook that explains them last."""
    tables = (attempts_table(report), answers_table(report), sessions_table(report))
    return (*tables, codebook(tables))


ATTEMPT_COLUMNS = (
    Column("session", "The session's id."),
    Column("participant", "The participant's pseudonym, counted in the study."),
    Column("variant", "The variant of the design; empty without variants."),
    Column("task", "The task's id."),
    Column("task_title", "The task's title."),
    Column("position", "Place of the task in this participant's order, from 1."),
    Column(
        "outcome",
        "completed, partial, failed, gave_up, timed_out, abandoned, void, running, "
        "not_reached, or unjudged for what a moderator ended and nobody judged. Shares count "
        "all but the last four. It is hidden where whoever made the file has yet to judge.",
    ),
    Column("score", "1 for completed, 0 to 1 for partial, 0 for other ends; empty otherwise."),
    Column("time_s", "Active time on task in seconds, without pauses and hidden time."),
    Column("assists", "Times a moderator helped."),
    Column("slips", "Wrong turns that a person noted."),
    Column("script_errors", "Uncaught errors of the page's scripts."),
    Column("request_errors", "Failed requests of the page."),
    Column("direct", "Whether it was completed without a detour: yes, no, or empty."),
    Column("reason", "Why, for void attempts and a person's verdicts."),
    Column("t_ms", "When the clock started, in milliseconds since the session started."),
    Column("clicks", "Clicks on the page, a double click once; empty when not started."),
    Column("target_clicks", "Clicks that met a target; empty where the task names none."),
    Column("first_click_hit", "Whether the first click met a target: yes, no, or empty."),
    Column("pages_seen", "Pages seen, each as often as it was; reloads are left out."),
    Column("pages_different", "Different pages among them."),
    Column("fewest_pages", "Pages of the shortest best path from where the attempt began."),
    Column(
        "lostness",
        "How far the way was from the shortest, 0 to 1.41 (Smith 1996); empty for a way that "
        "was shorter and where there is no best path.",
    ),
    Column("mode", "unmoderated, moderated, or by_hand where no page recorded the session."),
    Column("decided_by", "Whose word the outcome is: person, criterion, claim, or empty."),
    Column("is_recut", "Whether a person corrected when it began or ended: yes or no."),
)


def attempts_table(report: Report) -> Table:
    """List one row for each assigned attempt of the sessions that count."""
    tasks = sorted(report.tasks, key=lambda task: task.number)
    return Table("attempts", ATTEMPT_COLUMNS, tuple(_attempt_rows(tasks)))


ANSWER_COLUMNS = (
    Column("session", "The session's id."),
    Column("participant", "The participant's pseudonym."),
    Column("task", "The task's id; empty for questions after the study."),
    Column("question", "The question's id, such as seq or sus.1."),
    Column("value_number", "The answer when it is a number."),
    Column("value_text", "The answer when it is text; one row for each of several choices."),
)


def answers_table(report: Report) -> Table:
    """List one row for each answer, and for each choice of several."""
    rows: list[tuple[Cell, ...]] = []
    for one in report.answers:
        values = one.value if isinstance(one.value, list) else [one.value]
        for value in values:
            is_text = isinstance(value, str)
            cells: tuple[Cell, Cell] = (None, value) if is_text else (value, None)
            rows.append((one.session, one.participant, one.task, one.question, *cells))
    return Table("answers", ANSWER_COLUMNS, tuple(rows))


SESSION_COLUMNS = (
    Column("session", "The session's id."),
    Column("participant", "The participant's pseudonym."),
    Column("variant", "The variant of the design; empty without variants."),
    Column("version", "SHA-256 of the study file that the session ran under."),
    Column("state", "open, finished, stopped or withdrawn."),
    Column("started_ms", "When consent was given, in milliseconds since 1970 UTC."),
    Column("is_counted", "Whether the report counts it: yes or no."),
    Column("why_not", "Why the report leaves it out."),
    Column("is_complete", "Whether its whole log has arrived: yes or no."),
    Column("completeness", "What is missing, in words."),
    Column("mode", "unmoderated, moderated, or by_hand where no page recorded it."),
)


def sessions_table(report: Report) -> Table:
    """List one row for each session, those that the report leaves out included."""
    rows = tuple(
        (
            one.session,
            one.participant,
            one.variant,
            one.version,
            one.state,
            one.started_ms,
            one.is_counted,
            one.why_not,
            one.is_complete,
            one.completeness,
            one.mode,
        )
        for one in report.sessions
    )
    return Table("sessions", SESSION_COLUMNS, rows)


def codebook(tables: Iterable[Table]) -> Table:
    """List what every column of the tables means."""
    columns = (
        Column("table", "The table, which is the name of its file."),
        Column("column", "The column's name."),
        Column("meaning", "What it holds."),
    )
    rows = tuple(
        (table.name, column.name, column.meaning) for table in tables for column in table.columns
    )
    return Table("codebook", columns, rows)


def _attempt_rows(tasks: Sequence[TaskReport]) -> Iterator[tuple[Cell, ...]]:
    for task in tasks:
        for row in task.rows:
            yield (
                row.session,
                row.participant,
                row.variant,
                task.id,
                task.title,
                row.position,
                row.outcome,
                row.score,
                row.time_s,
                row.assists,
                row.slips,
                row.script_errors,
                row.request_errors,
                row.direct,
                row.reason,
                row.t_ms,
                row.clicks,
                row.target_clicks,
                row.first_click_hit,
                row.pages_seen,
                row.pages_different,
                row.fewest_pages,
                row.lostness,
                row.mode,
                row.decided_by,
                row.is_recut,
            )
