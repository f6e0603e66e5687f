"""The page that holds a study against another one, or two versions of it against each other."""

from collections import Counter
from dataclasses import dataclass
from math import isfinite

from flask import Blueprint, render_template, request

from recorder.context import (
    find_known_study,
    find_version,
    get_db,
    list_study_files,
)
from recorder.errors import NotFoundError
from recorder.model.ids import StudyHash, StudyId
from recorder.model.studies import Study
from recorder.report.charts import draw_comparison
from recorder.report.comparisons import compare_rounds
from recorder.report.exclusions import split_readings
from recorder.report.readings import SessionReading
from recorder.report.rounds import name_version, pair_studies, pair_versions
from recorder.report.rules import find_profile
from recorder.report.tree import Comparison
from recorder.report.words import format_count
from recorder.storage.studies import list_recorded_studies, list_study_versions
from recorder.web.study_readings import read_sessions_of

bp = Blueprint("comparisons", __name__, url_prefix="/studies")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to compare with.

    Attributes:
        key: Id of a study or hash of a version.
    """

    key: str
    words: str


@bp.get("/<study_id>/compare")
def show_comparison(study_id: str) -> str:
    """Ask what to compare a study with, and show the comparison once that is chosen.

    Raises:
        NotFoundError: There is no such study, or what it is to be compared with is not there.
    """
    study, readings = _read(StudyId(study_id))
    versions = list_versions(study, readings)
    chosen, margin = request.args.get("with", ""), _read_margin()
    comparison = None
    if chosen:
        comparison = compare(study, readings, chosen, margin)
    return render_template(
        "researcher/compare.html",
        study=study,
        here="report",
        studies=list_others(study.id),
        versions=versions,
        chosen=chosen,
        margin=request.args.get("margin", ""),
        comparison=comparison,
        forests=draw_comparison(comparison) if comparison else None,
        # The page names its methods beside the figures; it has no list of them to lead to.
        method_titles={},
    )


def compare(
    study: Study, readings: list[SessionReading], chosen: str, margin: float | None
) -> Comparison:
    """Compare a study with another study, or its other versions with one of them.

    Raises:
        NotFoundError: There is nothing of that name.
    """
    profile = find_profile(request.args.get("profile"))
    kept = list_study_versions(get_db(), study.id)
    if chosen in kept:
        a, b = pair_versions(kept, StudyHash(chosen), readings, lambda v: find_version(v).study)
        return compare_rounds(a, b, kind="versions", profile=profile, margin=margin)
    if chosen == study.id:
        raise NotFoundError("a study is compared with another one, or with its versions")
    a, b = pair_studies(study, readings, *_read(StudyId(chosen)))
    return compare_rounds(a, b, profile=profile, margin=margin)


def list_versions(study: Study, readings: list[SessionReading]) -> list[Choice]:
    """List the versions with sessions that count, the oldest first; none for a single one."""
    kept = list_study_versions(get_db(), study.id)
    counted, _ = split_readings(study, readings)
    sessions = Counter(one.session.version for one in counted)
    made = [
        Choice(one, f"{name_version(kept, one)}, {_count(sessions[one])}")
        for one in kept
        if sessions[one]
    ]
    return made if len(made) > 1 else []


def list_others(study: StudyId) -> list[Choice]:
    """List the other studies by their title, those without a file too."""
    files = {file.id: file.version for file in list_study_files()}
    recorded = set(list_recorded_studies(get_db()))
    made = []
    for name in sorted((set(files) | recorded) - {study}):
        version = files.get(name)
        if version is not None or name in recorded:
            made.append(Choice(name, (version or find_known_study(name)).study.title))
    return made


def _count(sessions: int) -> str:
    return format_count(sessions, "session", "sessions")


def _read(study: StudyId) -> tuple[Study, list[SessionReading]]:
    version, readings = read_sessions_of(study)
    return version.study, readings


def _read_margin() -> float | None:
    """Read a margin in points; what is no number of 1 to 50 is none."""
    try:
        points = float(request.args.get("margin", ""))
    except ValueError:
        return None
    return points / 100 if isfinite(points) and 1 <= points <= 50 else None
