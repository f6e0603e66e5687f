"""`recorder erase`: erase a participant's data everywhere."""

import click

from recorder.cli.audited import note
from recorder.cli.opened import open_recorder
from recorder.clock import wall_clock_ms
from recorder.model.audits import AuditAct
from recorder.model.ids import SessionId
from recorder.storage.erasure import erase_session
from recorder.storage.sessions import get_session


@click.command("erase")
@click.argument("session")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(session: str, *, yes: bool) -> None:
    """Erase the data of the participant of SESSION everywhere.

    What stays is the proof of consent: pseudonym, version of the text, when it was given and
    when withdrawn. Copies made before (backups, exports, reports) are yours to erase.
    """
    with open_recorder() as (_, db):
        found = get_session(db, SessionId(session))
        if not yes:
            words = f"Erase {found.participant} of {found.study}? This cannot be undone"
            click.confirm(words, abort=True)
        erasure = erase_session(db, found.id, now_ms=wall_clock_ms())
        note(db, AuditAct.ERASED, found.id, f"{erasure.participant} of {erasure.study}")
    click.echo(f"erased {erasure.participant} of {erasure.study}")
