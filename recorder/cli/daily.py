"""What a running server does once a day: it keeps the promise of the consent texts."""

import threading

import click

from recorder.cli.audited import RETENTION, note
from recorder.clock import Clock
from recorder.errors import RecorderError
from recorder.model.audits import AuditAct
from recorder.storage.database import Database
from recorder.storage.retention import erase_expired

DAY_S = 86_400.0


def start_daily_retention(
    db: Database, clock: Clock, *, stop: threading.Event | None = None, every_s: float = DAY_S
) -> threading.Thread:
    """Erase what is too old, now and then every day, on one thread, so never twice at once.

    Requests go on meanwhile: each erasure is one short job of the database's only writer.

    Args:
        db: The server's own, opened in the process that writes.
        clock: Answers the time now, ms since 1970.
        stop: Ends the thread when set; without it the thread ends with the process.
        every_s: Seconds between the end of one run and the start of the next.
    """
    until = stop or threading.Event()

    def keep() -> None:
        while True:
            erase_now(db, clock)
            if until.wait(every_s):
                return

    thread = threading.Thread(target=keep, name="retention", daemon=True)
    thread.start()
    return thread


def erase_now(db: Database, clock: Clock) -> None:
    """Erase once; a database that does not answer is said, and tried again the next day."""
    try:
        for erasure in erase_expired(db, now_ms=clock()):
            who = f"{erasure.participant} of {erasure.study}"
            note(db, AuditAct.ERASED, erasure.session, who, role=RETENTION)
            click.echo(f"retention: erased {who}", err=True)
    except RecorderError as error:
        click.echo(f"retention: {error}", err=True)
