"""`recorder show SESSION`: one session, with everything that was read from its log."""

import click
import msgspec

from recorder.cli.opened import open_recorder
from recorder.cli.sessions import summarize
from recorder.clock import wall_clock_ms
from recorder.model.attempts import Attempt
from recorder.model.ids import SessionId
from recorder.readings import read_session_reading
from recorder.report.words import format_time


@click.command("show")
@click.argument("session")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(session: str, *, as_json: bool) -> None:
    """Show SESSION: outcomes, claims, criteria, verdicts, times, answers, notes, and gaps."""
    with open_recorder() as (settings, db):
        _, _, reading = read_session_reading(
            db,
            SessionId(session),
            now_ms=wall_clock_ms(),
            abandon_after_ms=settings.abandon_after_s * 1000,
        )
    if as_json:
        whole = {
            **summarize(reading),
            "attempts": reading.attempts,
            "answers": dict(reading.answers),
            "notes": reading.notes,
            "verdicts": dict(reading.verdicts),
        }
        click.echo(msgspec.json.format(msgspec.json.encode(whole)))
        return
    click.echo(f"{reading.session.participant}, {reading.session.state}. {reading.completeness}")
    for attempt in reading.attempts:
        click.echo(f"  {attempt.position}. {attempt.task}: {_tell(attempt)}")
    for note in reading.notes:
        click.echo(f"  note at {format_time(note.moment_ms / 1000)} by {note.person}: {note.text}")


def _tell(attempt: Attempt) -> str:
    claim = attempt.claim or "nothing"
    waits = "running" if attempt.ended_ms is None else "waiting for a verdict"
    told = f"{attempt.outcome or waits} (said {claim}, criterion {attempt.criterion})"
    if attempt.active_ms is None:
        return told
    return f"{told}, {format_time(attempt.active_ms / 1000)} active"
