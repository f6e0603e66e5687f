"""`recorder migrate`: bring the database up to this version."""

import click

from recorder.config import read_settings
from recorder.storage.database import migrate, open_database


@click.command("migrate")
def command() -> None:
    """Bring the database up to this version.

    The server does the same when it starts. A copy of an SQLite file is made beside it
    first.
    """
    settings = read_settings()
    db = open_database(settings.database)
    is_changed = migrate(db)
    db.close()
    click.echo("the database is up to date" + (", and was not before" if is_changed else ""))
