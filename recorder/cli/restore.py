"""`recorder restore FILE`: the study of an archive, as it was."""

from pathlib import Path

import click

from recorder.archive.restore import Restored, restore_archive, write_study_file
from recorder.cli.audited import note
from recorder.cli.opened import open_recorder
from recorder.model.audits import AuditAct
from recorder.storage.study_folders import PROTOTYPE_FOLDER


@click.command("restore")
@click.argument("file", metavar="FILE.sqlite", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Restore the study of the archive FILE.sqlite into this installation.

    Everything is checked first, and all of it is written or nothing. A study that is here
    with other content is never touched; one that is here just so is left alone. Links,
    withdrawal codes and pages that still send go on to work. The study file is written where
    there is none; prototype files are not in an archive.

    Exit codes: 0 restored, or already there; 1 the file is no archive, is damaged or newer
    than this program, or the study is here with other content.
    """
    with open_recorder() as (settings, db):
        restored = restore_archive(db, file)
        path = write_study_file(restored, settings.studies)
        note(db, AuditAct.RESTORED, restored.study)
    _tell(restored, path, settings.studies / restored.study)


def _tell(restored: Restored, path: Path | None, folder: Path) -> None:
    if restored.was_there:
        click.echo(f"{restored.study} is already there, exactly so; nothing was written")
    else:
        click.echo(
            f"restored {restored.study}: {restored.sessions} "
            f"{_plural('session', restored.sessions)}, {restored.events:,} "
            f"{_plural('event', restored.events)}"
        )
    if path is not None:
        click.echo(f"wrote {path}")
        click.echo(
            "an archive holds no prototype files; if the study has some, put them into "
            f"{folder / PROTOTYPE_FOLDER}"
        )


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
