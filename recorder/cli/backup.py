"""`recorder backup DIR`: a checked copy of the database and of the studies."""

import sys
from pathlib import Path

import click

from recorder.cli.audited import note
from recorder.config import read_settings
from recorder.model.audits import AuditAct
from recorder.storage.audit import keeps_audit, read_audit_head
from recorder.storage.backup import DATABASE_FILE, STUDIES_FOLDER, Backup, back_up
from recorder.storage.database import Database, open_database

FOUND_SOMETHING = 3


@click.command("backup")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Copy the database and the studies into the new folder DIR, and check the copy.

    The server may go on meanwhile. Nothing is overwritten: DIR must not exist or be empty.
    Exit code 3 when the copy is not sound.
    """
    settings = read_settings()
    db = open_database(settings.database)
    # Not migrated first: before an upgrade is when a backup is wanted most.
    try:
        backup = back_up(db, studies=settings.studies, folder=folder)
        head = _note(db)
    finally:
        db.close()
    _tell(backup)
    if head:
        # Whoever keeps this elsewhere can tell later that no line was cut off the end.
        click.echo(f"audit log  recorder verify --audit-head {head}")
    sys.exit(FOUND_SOMETHING if backup.findings else 0)


def _note(db: Database) -> str:
    """Write the backup into the audit log; "" where this version keeps none."""
    with db.read() as connection:
        if not keeps_audit(connection):
            return ""
    head = read_audit_head(db)
    note(db, AuditAct.BACKED_UP)
    return head


def _tell(backup: Backup) -> None:
    database = backup.folder / DATABASE_FILE
    studies = backup.folder / STUDIES_FOLDER
    click.echo(f"database   {database}, {backup.size_bytes:,} bytes")
    click.echo(f"studies    {studies}: {', '.join(backup.studies) or 'none found'}")
    for finding in backup.findings:
        where = f"session {finding.session}: " if finding.session else ""
        click.echo(f"checked    {where}{finding.words}")
    if not backup.findings:
        click.echo("checked    complete: the log is what was acknowledged")
    click.echo(f"to use it  recorder serve --data {backup.folder} --studies {studies}")
