"""`recorder archive STUDY FILE`: one study as one portable SQLite file."""

from pathlib import Path

import click

from recorder.archive.write import write_archive
from recorder.cli.audited import note
from recorder.cli.opened import open_recorder
from recorder.clock import wall_clock_ms
from recorder.errors import NotFoundError
from recorder.model.audits import AuditAct
from recorder.model.ids import StudyId
from recorder.storage.studies import add_study_version, list_study_versions
from recorder.storage.study_folders import read_study


@click.command("archive")
@click.argument("study")
@click.argument("file", metavar="FILE.sqlite", type=click.Path(path_type=Path))
@click.option("--no-sound", is_flag=True, help="Leave the recorded voices out.")
def command(study: str, file: Path, *, no_sound: bool) -> None:
    """Write everything recorded of STUDY into the new file FILE.sqlite.

    One row for each event, attempt, answer, note and session, all words searchable, and a
    codebook: for Datasette, R, Python, or a repository of research data. `recorder restore`
    makes the study of it again, exactly. The server may go on meanwhile; prototype files are
    not in it. Of participants who withdrew it holds only that they were there.

    Exit codes: 0 done; 1 there is no such study, the file exists, or the log is damaged.
    """
    name = StudyId(study)
    with open_recorder() as (settings, db):
        if not list_study_versions(db, name):
            folder = settings.studies / study
            if not (folder / "study.yaml").is_file():
                raise NotFoundError(f"there is no study {study!r}")
            add_study_version(db, read_study(folder), now_ms=wall_clock_ms())
        made = write_archive(db, name, file, has_sound=not no_sound)
        note(db, AuditAct.DOWNLOADED, study, "archive")
    click.echo(
        f"{file}: {made.sessions} {_plural('session', made.sessions)}, {made.events:,} "
        f"{_plural('event', made.events)}, {made.size_bytes:,} bytes"
    )
    click.echo(f"contents  {made.contents_hash}")


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
