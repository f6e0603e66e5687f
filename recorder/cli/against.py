"""A study compared with another one, or with a version of itself, for the command line."""

from collections.abc import Iterator, Sequence

from recorder.cli.opened import open_recorder
from recorder.clock import wall_clock_ms
from recorder.config import Settings
from recorder.errors import NotFoundError
from recorder.model.ids import StudyHash, StudyId
from recorder.model.studies import Study
from recorder.readings import read_study_readings
from recorder.report.comparisons import compare_rounds
from recorder.report.readings import SessionReading
from recorder.report.rounds import pair_studies, pair_versions
from recorder.report.rules import find_profile
from recorder.report.tree import Comparison, Contrast
from recorder.storage.database import Database
from recorder.storage.studies import add_study_version, get_study_version, list_study_versions
from recorder.storage.study_folders import read_study

FEWEST_LETTERS = 6
"""Letters of a hash by which a version may be named."""


def compare_with(name: str, other: str, profile: str | None = None) -> Comparison:
    """Compare a study with another one, or its other versions with one of them.

    Args:
        name: Id of the study.
        other: Id of the study that came before, or the first letters of a version's hash.
        profile: Which methods to use; None uses those that the study file chooses.

    Raises:
        NotFoundError: There is no such study or version.
    """
    chosen = find_profile(profile)
    with open_recorder() as (settings, db):
        study, readings = _read(settings, db, name)
        kept = list_study_versions(db, study.id)
        version = _find_version(kept, other)
        if version is not None:
            a, b = pair_versions(
                kept, version, readings, lambda each: get_study_version(db, each).study
            )
            return compare_rounds(a, b, kind="versions", profile=chosen)
        if other == name:
            raise NotFoundError("a study is compared with another one, or with its versions")
        a, b = pair_studies(study, readings, *_read(settings, db, other))
    return compare_rounds(a, b, profile=chosen)


def tell_comparison(comparison: Comparison) -> str:
    """Tell a comparison in plain text, task by task."""
    lines = [*comparison.summary, *comparison.notes]
    for task in comparison.tasks:
        lines += ["", task.title, *_tell(task.contrasts)]
    if comparison.scores:
        lines += ["", "After the tasks", *_tell(comparison.scores)]
    if comparison.corrected:
        lines += ["", comparison.corrected]
    return "\n".join(lines)


def _tell(contrasts: Sequence[Contrast]) -> Iterator[str]:
    for one in contrasts:
        yield f"  {one.title}: {one.b.text} against {one.a.text}."
        yield f"    {one.sentence}"
        tested = f"; {one.tested.words}" if one.tested else ""
        method = f", {one.method}" if one.method else ""
        yield f"    Effect {one.effect.text}{method}{tested}."
        if one.live:
            yield f"    At every look: {one.live.detail}."


def _find_version(kept: Sequence[StudyHash], letters: str) -> StudyHash | None:
    if len(letters) < FEWEST_LETTERS:
        return None
    found = [one for one in kept if one.startswith(letters)]
    return found[0] if len(found) == 1 else None


def _read(settings: Settings, db: Database, name: str) -> tuple[Study, list[SessionReading]]:
    study, now_ms = StudyId(name), wall_clock_ms()
    if not list_study_versions(db, study):
        folder = settings.studies / name
        if not (folder / "study.yaml").is_file():
            raise NotFoundError(f"there is no study {name!r}")
        add_study_version(db, read_study(folder), now_ms=now_ms)
    version, readings = read_study_readings(
        db, study, now_ms=now_ms, abandon_after_ms=settings.abandon_after_s * 1000.0
    )
    return version.study, readings
