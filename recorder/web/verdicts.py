"""The attempts on which claim, criterion and people do not say the same."""

from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request

from recorder.context import find_known_study
from recorder.model.ids import StudyId
from recorder.model.outcomes import Claim, Finding
from recorder.projections.blindness import Viewer, hide_outcome, is_hidden
from recorder.projections.disagreements import disagreements
from recorder.projections.verdicts import Verdicts, list_conflicts
from recorder.report.coding import Unit
from recorder.web.names import list_names
from recorder.web.study_readings import list_units_of
from recorder.web.viewers import get_viewer

bp = Blueprint("verdicts", __name__)

SHOWN = {
    "": "All that disagree",
    "people": "People differ",
    "criterion": "Against the criterion",
    "claim": "Against what was said",
    "unjudged": "Not judged",
}
"""Which attempts the list of verdicts shows, as its address names them and as people do."""


@dataclass(frozen=True, slots=True)
class Line:
    """An attempt on which not all say the same.

    Attributes:
        kinds: Keys of `SHOWN` that list it.
        is_hidden: What people judged is kept from who asks until they have.
    """

    unit: Unit
    conflicts: tuple[str, ...]
    kinds: frozenset[str]
    is_hidden: bool = False


@bp.get("/studies/<study_id>/verdicts")
def list_verdicts(study_id: str) -> str:
    """List every attempt on which claim, criterion and people do not say the same."""
    study = find_known_study(StudyId(study_id)).study
    shown, task = request.args.get("show", ""), request.args.get("task", "")
    viewer = get_viewer()
    units = list_units_of(study.id)
    lines = [line for unit in units if (line := _describe(unit, viewer)).conflicts]
    listed = [
        line
        for line in lines
        if (not shown or shown in line.kinds) and task in ("", line.unit.attempt.task)
    ]
    return render_template(
        "researcher/verdicts.html",
        study=study,
        here="verdicts",
        lines=listed,
        total=len(lines),
        counts={kind: sum(kind in line.kinds for line in lines) for kind in SHOWN},
        parts=SHOWN,
        show=shown,
        task=task,
        names=list_names(),
    )


def _describe(unit: Unit, viewer: Viewer) -> Line:
    """Say why an attempt is listed; to who has yet to judge it, by what others did not say."""
    if is_hidden(viewer, unit.verdicts):
        attempt = hide_outcome(unit.attempt)
        conflicts = tuple(disagreements(attempt))
        seen = replace(unit, attempt=attempt, verdicts=Verdicts(unit.verdicts.task))
        return Line(seen, conflicts, frozenset({"", "claim"} if conflicts else ()), is_hidden=True)
    return _describe_all(unit)


def _describe_all(unit: Unit) -> Line:
    attempt, verdicts = unit.attempt, unit.verdicts
    is_unjudged = attempt.outcome is None and attempt.ended_ms is not None
    judged_done = attempt.verdict == "completed"
    found = {Finding.MET: True, Finding.NOT_MET: False}.get(attempt.criterion)
    said_done = None if attempt.claim is None else attempt.claim is Claim.DONE
    kinds = {
        "people": verdicts.differ,
        "criterion": attempt.verdict is not None and found not in (None, judged_done),
        "claim": (None not in (said_done, found) and said_done is not found)
        or (attempt.verdict is not None and said_done not in (None, judged_done)),
        "unjudged": is_unjudged,
    }
    conflicts = list_conflicts(attempt, verdicts)
    return Line(unit, conflicts, frozenset({"", *(kind for kind, is_so in kinds.items() if is_so)}))
