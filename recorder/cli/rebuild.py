"""`recorder rebuild [STUDY]`: read the log again, and say what came out otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

import click
import msgspec

from recorder.cli.opened import open_recorder
from recorder.clock import wall_clock_ms
from recorder.config import Settings
from recorder.errors import NotFoundError
from recorder.model.attempts import Attempt
from recorder.model.ids import SessionId, StudyHash, StudyId
from recorder.model.sessions import Session
from recorder.model.studies import StudyVersion
from recorder.projections.attempts import project_attempts
from recorder.projections.differences import (
    Difference,
    format_difference,
    list_differences,
)
from recorder.projections.stored import read_stale_attempts
from recorder.readings import ATTEMPTS, read_study_readings
from recorder.storage.database import Database
from recorder.storage.log import read_record
from recorder.storage.readings import delete_readings, find_reading
from recorder.storage.scoring import list_scorings, replace_scorings
from recorder.storage.sessions import list_sessions
from recorder.storage.studies import (
    add_study_version,
    get_study_version,
    list_recorded_studies,
    list_study_versions,
)
from recorder.storage.study_folders import read_study

SHORT = 12
"""Letters of a version's hash that name it on the screen."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made again of one study.

    Attributes:
        scored_with: The version all its sessions are scored with now; None when each keeps
            the version it was scored with.
    """

    study: StudyId
    sessions: int
    scored_with: StudyHash | None
    differences: tuple[Difference, ...]


@click.command("rebuild")
@click.argument("study", required=False)
@click.option(
    "--with",
    "scored_with",
    metavar="HASH|current|own",
    help="Score with this version of the study: a hash of a kept version or how it begins, "
    "the study file as it is now, or each session's own again.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(study: str | None, scored_with: str | None, *, as_json: bool) -> None:
    """Make all readings of STUDY, or of every study, again and print what changed.

    The log is never changed, so nothing can be lost: run it after an upgrade, or with
    --with after correcting a criterion. Each changed outcome is one line: session, task,
    old -> new, and why. The version that scored a session is kept until the next --with.

    Exit codes: 0 done, whether or not something changed; 1 there is no such study or
    version; 2 --with without a STUDY.
    """
    if scored_with is not None and study is None:
        raise click.UsageError("--with needs a STUDY: a version belongs to one study")
    with open_recorder() as (settings, db):
        studies = list_recorded_studies(db) if study is None else [StudyId(study)]
        made = [rebuild(settings, db, each, scored_with=scored_with) for each in studies]
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(made)))
        return
    for line in tell(made):
        click.echo(line)


def rebuild(
    settings: Settings, db: Database, study: StudyId, *, scored_with: str | None
) -> Rebuilt:
    """Make one study's readings again, scored as asked for, and compare.

    Raises:
        NotFoundError: There is no such study, or no such version of it.
    """
    now_ms, abandon_ms = wall_clock_ms(), settings.abandon_after_s * 1_000.0
    chosen = find_version(settings, db, study, scored_with)
    before = list(_read_before(db, study, now_ms=now_ms, abandon_after_ms=abandon_ms))
    scorings = {} if scored_with else list_scorings(db, study)
    sessions = list_sessions(db, study)
    wanted = {each.id: _scoring(each, chosen or scorings.get(each.id)) for each in sessions}
    delete_readings(db, study)
    replace_scorings(db, wanted.items())
    _, readings = read_study_readings(db, study, now_ms=now_ms, abandon_after_ms=abandon_ms)
    after = [attempt for reading in readings for attempt in reading.attempts]
    return Rebuilt(study, len(sessions), chosen, list_differences(before, after))


def find_version(
    settings: Settings, db: Database, study: StudyId, scored_with: str | None
) -> StudyHash | None:
    """Find the version that is asked for; None for each session's own.

    Raises:
        NotFoundError: There is no such study, or no such version of it, or several.
    """
    known = list_study_versions(db, study)
    if not known:
        raise NotFoundError(f'there is no recorded study "{study}"')
    if scored_with is None or scored_with == "own":
        return None
    if scored_with == "current":
        version = read_study(settings.studies / study)
        add_study_version(db, version, now_ms=wall_clock_ms())
        return version.hash
    found = [each for each in known if each.startswith(scored_with.lower())]
    if len(found) != 1:
        listed = ", ".join(each[:SHORT] for each in known)
        how_many = "several versions begin" if found else "no version begins"
        raise NotFoundError(f'{how_many} with "{scored_with}"; kept are {listed}')
    return found[0]


def tell(made: list[Rebuilt]) -> Iterator[str]:
    """Tell what was made again, a line each."""
    for one in made:
        yield from map(format_difference, one.differences)
        changed = len(one.differences)
        scored = f", scored with {one.scored_with[:SHORT]}" if one.scored_with else ""
        yield (
            f"{one.study}: {one.sessions} {_plural('session', one.sessions)} read again{scored}, "
            f"{changed or 'no'} {_plural('outcome', changed)} changed."
        )
    if not made:
        yield "Nothing has been recorded yet."


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _scoring(session: Session, version: StudyHash | None) -> StudyHash | None:
    return None if version == session.version else version


def _read_before(
    db: Database, study: StudyId, *, now_ms: float, abandon_after_ms: float
) -> Iterator[Attempt]:
    """Read the attempts as they were kept; where none were, as they would be read now."""
    scorings = list_scorings(db, study)
    versions: dict[StudyHash, StudyVersion] = {}
    for session in list_sessions(db, study):
        kept = _find_kept(db, session.id)
        if kept is not None:
            yield from kept
            continue
        version = scorings.get(session.id, session.version)
        if version not in versions:
            versions[version] = get_study_version(db, version)
        yield from project_attempts(
            versions[version].study,
            read_record(db, session.id),
            now_ms=now_ms,
            abandon_after_ms=abandon_after_ms,
        )


def _find_kept(db: Database, session: SessionId) -> list[Attempt] | None:
    reading = find_reading(db, session, ATTEMPTS)
    stored = read_stale_attempts(reading.body) if reading else None
    return stored.attempts if stored else None
