"""`recorder report STUDY`: the report as words, or as one file of several kinds."""

from collections.abc import Callable
from pathlib import Path

import click

from recorder.cli.against import compare_with, tell_comparison
from recorder.cli.audited import note
from recorder.cli.opened import open_recorder
from recorder.clock import wall_clock_ms
from recorder.config import read_settings
from recorder.errors import NotFoundError
from recorder.model.audits import AuditAct
from recorder.model.ids import StudyId
from recorder.readings import read_study_readings
from recorder.report.build import build_report
from recorder.report.json_text import write_comparison, write_json
from recorder.report.rules import PROFILES, find_profile
from recorder.report.tree import Report
from recorder.report.words import format_list
from recorder.report.workbook import write_workbook
from recorder.report.zipped_tables import zip_tables
from recorder.storage.database import Database
from recorder.storage.log import read_data_hash
from recorder.storage.studies import add_study_version, get_study_version, list_study_versions
from recorder.storage.study_folders import read_study
from recorder.web.report_file import render_report_file
from recorder.web.report_pdf import render_report_pdf

WRITERS: dict[str, Callable[[Report], bytes]] = {
    ".html": lambda report: render_report_file(report).encode(),
    ".pdf": lambda report: render_report_pdf(report, chromium=read_settings().chromium),
    ".xlsx": write_workbook,
    ".json": lambda report: write_json(report).encode(),
    ".zip": zip_tables,
}
"""What writes a file, by the end of its name."""


@click.command("report")
@click.argument("study")
@click.option(
    "--out", type=click.Path(path_type=Path), help="FILE.html, .pdf, .xlsx, .json or .zip."
)
@click.option("--json", "as_json", is_flag=True, help="Print every figure, for programs.")
@click.option("--profile", type=click.Choice(PROFILES), help="The study file's if left out.")
@click.option("--against", metavar="OTHER", help="Compare with a study, or a version by its hash.")
def command(
    study: str, out: Path | None, *, as_json: bool, profile: str | None, against: str | None
) -> None:
    """Build the report of STUDY: print it in words, or write it as one file.

    A PDF is printed by Chromium or Chrome if there is one, else by WeasyPrint.
    """
    if against is not None:
        if out is not None:
            raise click.UsageError("--against is printed; leave --out away")
        comparison = compare_with(study, against, profile)
        click.echo(write_comparison(comparison) if as_json else tell_comparison(comparison))
        return
    if out is not None and out.suffix not in WRITERS:
        known = format_list(list(WRITERS)).replace(" and ", " or ")
        raise click.BadParameter(f"give a name that ends in {known}", param_hint="--out")
    report = read_report(study, profile)
    if out is not None:
        out.write_bytes(WRITERS[out.suffix](report))
        note_download(study, f"report, {out.suffix[1:]}")
        click.echo(f"{out}: {report.summary[0]}")
    elif as_json:
        click.echo(write_json(report), nl=False)
    else:
        click.echo(tell(report))


def read_report(name: str, profile: str | None = None) -> Report:
    """Read everything there is of a study and build its report.

    A study whose file was never served yet has an empty report. Without a profile the
    study file chooses it.

    Raises:
        NotFoundError: There is no such study.
        InvalidStudyError: Its file has faults and no version of it was kept.
    """
    study, now_ms = StudyId(name), wall_clock_ms()
    with open_recorder() as (settings, db):
        if not list_study_versions(db, study):
            folder = settings.studies / name
            if not (folder / "study.yaml").is_file():
                raise NotFoundError(f"there is no study {name!r}")
            add_study_version(db, read_study(folder), now_ms=now_ms)
        abandon_after_ms = settings.abandon_after_s * 1000.0
        return make_report(db, study, profile=profile, abandon_after_ms=abandon_after_ms)


def note_download(study: str, what: str) -> None:
    """Write down in the audit log that a study was written into a file."""
    with open_recorder() as (_, db):
        note(db, AuditAct.DOWNLOADED, study, what)


def make_report(
    db: Database,
    study: StudyId,
    *,
    profile: str | None = None,
    study_version: str = "",
    abandon_after_ms: float,
) -> Report:
    """Build the report of a study from one database.

    Args:
        db: Where the study is kept.
        study: It has at least one version there.
        profile: Which methods to use; None or an unknown name leaves it to the study file.
        study_version: Hash of the version whose tasks are shown; the newest if not kept.
        abandon_after_ms: How long a page may be silent before its attempt counts as left.
    """
    newest, readings = read_study_readings(
        db, study, now_ms=wall_clock_ms(), abandon_after_ms=abandon_after_ms
    )
    kept = {str(name): name for name in list_study_versions(db, study)}
    named = kept.get(study_version)
    version = get_study_version(db, named) if named else newest
    return build_report(
        version.study,
        readings,
        profile=find_profile(profile),
        data_hash=read_data_hash(db, study),
        study_version=version.hash,
    )


def tell(report: Report) -> str:
    """Tell the report in plain text, task by task, worst first."""
    lines = [report.header.title, *(f"  {sentence}" for sentence in report.summary)]
    for task in report.tasks:
        lines += ["", f"{task.number}. {task.title}", *(f"  {words}" for words in task.summary)]
        if task.ease and task.ease.figure:
            lines.append(f"  Ease, 1 hard to 7 easy: {task.ease.figure.text}.")
    if report.exclusions:
        lines += ["", "Left out", *(f"  {one.sentence}" for one in report.exclusions)]
    if report.remarks:
        lines += ["", "Quality of the data", *(f"  {one.sentence}" for one in report.remarks)]
    return "\n".join(lines)
