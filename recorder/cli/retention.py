"""`recorder retention`: erase what is older than the participants were told."""

import click

from recorder.cli.audited import RETENTION, note
from recorder.cli.opened import open_recorder
from recorder.clock import wall_clock_ms
from recorder.model.audits import AuditAct
from recorder.storage.retention import erase_expired, list_expired


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Only list what would be erased.")
def command(*, dry_run: bool) -> None:
    """Erase every session that is older than its consent said: `consent: retention:`.

    Each session is held against the study file it ran under. The server does this at its
    start and once a day; run it yourself where no server runs. It may run beside one.
    """
    with open_recorder() as (_, db):
        if dry_run:
            expired = list_expired(db, now_ms=wall_clock_ms())
            for each in expired:
                who = f"{each.participant} of {each.study}, session {each.session}"
                click.echo(f"would erase {who}: kept for {each.retention}")
            click.echo(f"{_count(len(expired))} would be erased; nothing was changed")
            return
        count = 0
        for erasure in erase_expired(db, now_ms=wall_clock_ms()):
            who = f"{erasure.participant} of {erasure.study}"
            note(db, AuditAct.ERASED, erasure.session, who, role=RETENTION)
            click.echo(f"erased {who}")
            count += 1
    click.echo(f"{_count(count)} erased")


def _count(number: int) -> str:
    return "1 session" if number == 1 else f"{number} sessions"
