"""Studies and versions of a study put side by side as rounds, the earlier one first."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from recorder.model.ids import StudyHash
from recorder.model.studies import Study
from recorder.report.comparisons import Round
from recorder.report.readings import SessionReading

SHOWN = 12
"""Letters of a version's hash that are shown."""

Readings = Sequence[SessionReading]


def pair_studies(
    study: Study, readings: Readings, other: Study, others: Readings
) -> tuple[Round, Round]:
    """Put another study before this one; studies of one title are told apart by their ids."""
    a = Round(other.id, other.title, other, tuple(others))
    b = Round(study.id, study.title, study, tuple(readings))
    if a.words == b.words:
        return replace(a, words=other.id), replace(b, words=study.id)
    return a, b


def pair_versions(
    kept: Sequence[StudyHash],
    chosen: StudyHash,
    readings: Readings,
    get_study: Callable[[StudyHash], Study],
) -> tuple[Round, Round]:
    """Part a study's sessions into those of one version and those of all others.

    Args:
        kept: All versions of the study, oldest first.
        chosen: The version to hold against the others; one of them.
        readings: Every session of the study.
        get_study: Answers what a version says.

    Returns:
        The side whose version is earlier comes first. Sessions of several other versions
        follow the newest of those.
    """
    rest = tuple(one for one in readings if one.session.version != chosen)
    used = {one.session.version for one in rest}
    newest = next((one for one in reversed(kept) if one in used), kept[-1])
    words = "all other versions" if len(used) > 1 else name_version(kept, newest)
    with_it = tuple(one for one in readings if one.session.version == chosen)
    its = Round(chosen, name_version(kept, chosen), get_study(chosen), with_it)
    theirs = Round(newest, words, get_study(newest), rest)
    return (its, theirs) if kept.index(chosen) < kept.index(newest) else (theirs, its)


def name_version(kept: Sequence[StudyHash], version: StudyHash) -> str:
    """Name a version by its number and the first letters of its hash."""
    return f"version {kept.index(version) + 1} ({version[:SHOWN]})"
