"""`recorder export STUDY`: tidy tables with a codebook, or the report as JSON."""

from pathlib import Path
from typing import Literal

import click

from recorder.cli.report import read_report
from recorder.report.json_text import write_json
from recorder.report.tables import list_tables, write_csv


@click.command("export")
@click.argument("study")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json"]),
    default="csv",
    help="Tables, or the report's figures as JSON [csv].",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder to write into; made when it is not there.",
)
def command(study: str, form: Literal["csv", "json"], out: Path) -> None:
    """Write the tables of STUDY: attempts, answers, sessions and a codebook.

    Text that a spreadsheet would compute gets an apostrophe in front; take one leading
    apostrophe away and you have what was stored.
    """
    report = read_report(study)
    out.mkdir(parents=True, exist_ok=True)
    if form == "json":
        files = {"report.json": write_json(report)}
    else:
        files = {f"{table.name}.csv": write_csv(table) for table in list_tables(report)}
    for name, text in files.items():
        # Line ends inside cells are the participants' own: written as they are.
        (out / name).write_text(text, "utf-8", newline="")
        click.echo(str(out / name))
