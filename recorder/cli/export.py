"""`recorder export STUDY`: tidy tables with a codebook as CSV, JSON or one workbook."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import click

from recorder.cli.opened import open_recorder
from recorder.cli.report import note_download, read_report
from recorder.model.ids import StudyId
from recorder.report.json_text import write_json, write_rows
from recorder.report.people_tables import list_people_tables
from recorder.report.tables import Table, codebook, list_tables, write_csv
from recorder.report.tree import Report
from recorder.report.workbook import write_workbook
from recorder.storage.log import list_records


@click.command("export")
@click.argument("study")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "xlsx"]),
    default="csv",
    help="Tables as CSV, tables and figures as JSON, or both as one workbook [csv].",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder to write into; made when it is not there.",
)
def command(study: str, form: Literal["csv", "json", "xlsx"], out: Path) -> None:
    """Write the tables of STUDY: attempts, answers, sessions, notes, verdicts, acts, a codebook.

    In CSV, text that a spreadsheet would compute gets an apostrophe in front; take one leading
    apostrophe away and you have what was stored.
    """
    report = read_report(study)
    tables = _list_tables(report, study)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in _list_files(report, tables, form):
        (out / name).write_bytes(content)
        click.echo(str(out / name))
    note_download(study, f"tables, {form}")


def _list_tables(report: Report, study: str) -> tuple[Table, ...]:
    """List the report's tables and what people said and did, with one codebook for all."""
    with open_recorder() as (_, db):
        records = list_records(db, StudyId(study))
    titles = {str(task.id): task.title for task in report.tasks}
    own = [table for table in list_tables(report) if table.name != "codebook"]
    tables = (*own, *list_people_tables(records, titles))
    return (*tables, codebook(tables))


def _list_files(
    report: Report, tables: Sequence[Table], form: Literal["csv", "json", "xlsx"]
) -> Iterator[tuple[str, bytes]]:
    match form:
        case "json":
            yield "report.json", write_json(report).encode()
            for table in tables:
                yield f"{table.name}.json", write_rows(table).encode()
        case "xlsx":
            yield "report.xlsx", write_workbook(report, tables)
        case "csv":
            for table in tables:
                # Line ends inside cells are the participants' own: written as they are.
                yield f"{table.name}.csv", write_csv(table).encode()
