"""`recorder sessions STUDY`: who took part, and how it went."""

import click
import msgspec

from recorder.cli.opened import open_recorder
from recorder.clock import wall_clock_ms
from recorder.model.ids import StudyId
from recorder.readings import read_study_readings
from recorder.report.readings import SessionReading


@click.command("sessions")
@click.argument("study")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(study: str, *, as_json: bool) -> None:
    """List the sessions of STUDY: participant, state, outcome of each task, completeness."""
    with open_recorder() as (settings, db):
        _, readings = read_study_readings(
            db,
            StudyId(study),
            now_ms=wall_clock_ms(),
            abandon_after_ms=settings.abandon_after_s * 1000,
        )
    rows = [summarize(reading) for reading in readings]
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(rows)))
        return
    for reading in readings:
        click.echo(tell(reading))
    if not readings:
        click.echo("Nobody has taken part yet.")


def tell(reading: SessionReading) -> str:
    """Tell of one session in two lines."""
    session = reading.session
    outcomes = [f"{each.task} {each.outcome or 'running'}" for each in reading.attempts]
    first = f"{session.participant}  {session.id}  {session.state}: {', '.join(outcomes) or '-'}"
    return f"{first}\n     {reading.completeness}"


def summarize(reading: SessionReading) -> dict[str, object]:
    """Tell of one session what a list needs."""
    session = reading.session
    return {
        "session": session.id,
        "participant": session.participant,
        "variant": session.variant,
        "state": session.state,
        "mode": session.mode,
        "is_test": session.is_test,
        "started_ms": session.started_ms,
        "version": session.version,
        "is_complete": reading.is_complete,
        "completeness": reading.completeness,
        "outcomes": {attempt.task: attempt.outcome or "running" for attempt in reading.attempts},
    }
