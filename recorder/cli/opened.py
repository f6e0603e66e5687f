"""The database of this installation, opened for one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from recorder.config import Settings, read_settings
from recorder.storage.database import Database, migrate, open_database


@contextmanager
def open_recorder() -> Iterator[tuple[Settings, Database]]:
    """Open the database that the settings name, up to date, and close it at the end."""
    settings = read_settings()
    db = open_database(settings.database)
    try:
        migrate(db)
        yield settings, db
    finally:
        db.close()
