"""`recorder verify-report FILE`: is a report what comes out when it is made again?"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

import click

from recorder.archive.restore import restore_archive
from recorder.cli.opened import open_recorder
from recorder.cli.report import WRITERS, make_report
from recorder.cli.verify import FOUND_SOMETHING
from recorder.config import read_settings
from recorder.errors import CannotPrintError, InvalidReportError, NotFoundError
from recorder.model.ids import StudyId
from recorder.model.sessions import SessionState
from recorder.report.quotes import without_quotes
from recorder.report.stamp import Stamp, make_stamp
from recorder.report.tree import Report
from recorder.report.verification.comparing import compare_file
from recorder.report.verification.files import ReportFile, is_same, read_report_file
from recorder.report.verification.pieces import Difference
from recorder.report.verification.reasons import (
    is_explained,
    list_reasons,
    tell_figures,
    tell_stamp,
)
from recorder.report.words import shorten
from recorder.storage.database import Database, migrate, open_database
from recorder.storage.scoring import list_scorings
from recorder.storage.studies import list_study_versions
from recorder.web.wording import plural, visible

MOST_SHOWN = 10
"""Differing places that are told one by one."""

MOST_REASONS = 20
LONGEST_TEXT = 120
LONGEST_LINE = 800
LINE_END, LINE_END_SEEN = "\n", "␊"


@click.command("verify-report")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--archive", type=click.Path(path_type=Path), help="Make it again from this archive.")
def command(file: Path, archive: Path | None) -> None:
    """Make the report FILE again and say whether it is the same, or what differs.

    FILE is a report as HTML, JSON, PDF, Excel or the ZIP of its tables. It is made again with
    the study file and the profile that it names, from the archive, which is only read, else
    from this installation's own data.

    Exit codes: 0 the same; 1 the file is no report, or its study is not there; 3 something
    differs.
    """
    given = _read(file)
    with _open(archive) as (db, abandon_after_ms):
        report = _make_again(db, given.stamp, abandon_after_ms, archive)
        rescored = len(list_scorings(db, StudyId(given.stamp.study)))
    again = _write(report, given)
    if again is not None and is_same(given, again):
        click.echo(f"{file}: the same")
        _say(tell_stamp(given.stamp))
        return
    click.echo(f"{file}: not the same")
    _say(f"It says that it was made from {tell_stamp(given.stamp)}.")
    reasons = _list_reasons(given.stamp, report, rescored)
    for sentence in chain(islice(reasons, MOST_REASONS), _list_differences(given, again)):
        _say(sentence)
    sys.exit(FOUND_SOMETHING)


def _say(sentence: str) -> None:
    """Write one line, whatever a file that may come from anybody has put into it."""
    click.echo(f"  {shorten(visible(sentence).replace(LINE_END, LINE_END_SEEN), LONGEST_LINE)}")


def _read(file: Path) -> ReportFile:
    try:
        return read_report_file(file.read_bytes())
    except OSError as error:
        raise InvalidReportError(f"{file} cannot be read: {error.strerror}") from None
    except InvalidReportError as error:
        raise InvalidReportError(f"{file} is not a report of this program: {error}") from None


@contextmanager
def _open(archive: Path | None) -> Iterator[tuple[Database, float]]:
    """Open the archive in a place of its own, else this installation's database."""
    if archive is None:
        with open_recorder() as (settings, db):
            yield db, settings.abandon_after_s * 1000.0
        return
    # Only its owner may look into it, and it is gone at the end.
    with tempfile.TemporaryDirectory(prefix="recorder-verify-") as folder:
        db = open_database(f"sqlite:///{folder}/recorder.sqlite")
        try:
            migrate(db)
            restore_archive(db, archive)
            yield db, read_settings().abandon_after_s * 1000.0
        finally:
            db.close()


def _make_again(
    db: Database, stamp: Stamp, abandon_after_ms: float, archive: Path | None
) -> Report:
    study = StudyId(stamp.study)
    if not list_study_versions(db, study):
        where = "here" if archive is None else f"in {archive.name}"
        raise NotFoundError(
            f'the report is of the study "{visible(stamp.study)}", which is not {where}'
        )
    report = make_report(
        db,
        study,
        profile=stamp.profile,
        study_version=stamp.study_version,
        abandon_after_ms=abandon_after_ms,
    )
    return report if stamp.has_quotes else without_quotes(report)


def _write(report: Report, given: ReportFile) -> bytes | None:
    """Write the same kind of file; None for a PDF where nothing prints one."""
    try:
        return WRITERS[given.kind](report)
    except CannotPrintError:
        return None


def _list_reasons(was: Stamp, report: Report, rescored: int) -> Iterator[str]:
    """List what was different when the file was made, or may have been."""
    now = make_stamp(report)
    yield from list_reasons(was, now)
    if figures := tell_figures(was, now):
        yield figures
    if is_explained(was, now):
        return
    still_open = sum(one.state == SessionState.OPEN for one in report.sessions)
    if still_open:
        verb = "is" if still_open == 1 else "are"
        yield (
            f"{plural(still_open, 'session')} {verb} not over: what they count as depends on "
            "when a report is made."
        )
    if rescored:
        yield f"Scored with another study file by now: {plural(rescored, 'session')}."


def _list_differences(given: ReportFile, again: bytes | None) -> Iterator[str]:
    if again is None:
        yield "Nothing on this machine prints a PDF: only what its stamp says was compared."
        return
    compared = compare_file(given, again)
    yield from compared.remarks
    yield from _list_places(compared.differences)


def _list_places(differences: Sequence[Difference]) -> Iterator[str]:
    told = [one for one in differences if not one.is_rounding]
    rounded = len(differences) - len(told)
    if told:
        verb = "differs" if len(told) == 1 else "differ"
        first = f", the first {MOST_SHOWN} are" if len(told) > MOST_SHOWN else ""
        yield f"{plural(len(told), 'place')} {verb}{first}:"
    for one in told[:MOST_SHOWN]:
        yield f"  {one.place}: {_quote(one.was)} in the file, {_quote(one.now)} made again"
    if rounded:
        yield f"{plural(rounded, 'number')} differ in their last digits only."


def _quote(text: str | None) -> str:
    return "nothing" if text is None else f'"{shorten(" ".join(text.split()), LONGEST_TEXT)}"'
