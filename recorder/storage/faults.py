"""What a database's own errors mean to those who asked."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from recorder.errors import UnavailableError

FULL = {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_TOOBIG"}
DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
BUSY = {"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED", "SQLITE_BUSY_RECOVERY"}


def storage_fault(error: Exception) -> UnavailableError | None:
    """Tell what an error means when the same may work later; None for every other error."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", "")
    if name in FULL:
        return UnavailableError("the disk is full", status=507, retry_after_s=30)
    if name in BUSY:
        return UnavailableError("the database is busy", retry_after_s=1)
    if name.startswith(DAMAGED):
        return UnavailableError("the database is damaged", retry_after_s=60)
    is_operational = isinstance(cause, sqlite3.OperationalError)
    if is_operational and not name.startswith("SQLITE_ERROR"):
        return UnavailableError("the database does not answer", retry_after_s=10)
    return None
