"""The page that answers how many participants a study needs."""

from dataclasses import dataclass
from math import isfinite

from flask import Blueprint, render_template, request

from recorder.context import find_known_study, get_db
from recorder.model.ids import StudyId
from recorder.model.studies import Study
from recorder.report.plan_tables import Wishes
from recorder.report.planning import build_plan
from recorder.storage.sessions import list_sessions
from recorder.web.standing import Standing, standing

bp = Blueprint("plans", __name__)

MOST = 1_000
"""Participants that the page looks into at most."""


@dataclass(frozen=True, slots=True)
class Field:
    """One number that the form asks for, as people write it: in percent or points.

    Attributes:
        unit: What one of it is worth: 0.01 for percent.
    """

    name: str
    label: str
    hint: str
    low: float
    high: float
    default: float
    unit: float = 0.01


FIELDS = (
    Field("rate", "Completion rate you expect", "percent; 50 if you do not know", 1, 99, 50),
    Field("margin", "So exact either way", "points", 1, 50, 20),
    Field("problem", "A problem hits", "percent of people", 1, 99, 25),
    Field("goal", "It must be seen with a certainty of", "percent", 50, 99, 85),
    Field("first", "Completion of one design", "percent", 1, 99, 90),
    Field("second", "Completion of the other", "percent", 1, 99, 60),
    Field("sd", "Scores vary by", "points, standard deviation", 1, 50, 20, 1),
    Field("power", "A difference must be shown with a power of", "percent", 50, 99, 80),
    Field("confidence", "Confidence of the intervals", "percent", 80, 99, 95),
)


@bp.get("/plan")
def show_plan() -> str:
    """Answer how many participants a study needs that has no file yet."""
    return _render(None, ())


@bp.get("/studies/<study_id>/plan")
def show_study_plan(study_id: str) -> str:
    """Answer how many participants a study needs, and what those it has can tell.

    Raises:
        NotFoundError: There is no such study.
    """
    study = find_known_study(StudyId(study_id)).study
    return _render(study, list_numbers(study))


def list_numbers(study: Study) -> tuple[int, ...]:
    """List how many have taken part so far and how many are planned."""
    sessions = list_sessions(get_db(), study.id)
    so_far = sum(not one.is_test and standing(one) is not Standing.WITHDRAWN for one in sessions)
    return tuple(n for n in (so_far, study.participants.planned or 0) if n)


def _render(study: Study | None, ns: tuple[int, ...]) -> str:
    values = {field.name: _read(field) for field in FIELDS}
    asked = _read_number()
    wishes = Wishes(
        **{field.name: values[field.name] * field.unit for field in FIELDS},
        is_paired=request.args.get("paired") == "1",
        ns=(*ns, asked) if asked else ns,
    )
    return render_template(
        "researcher/plan.html",
        study=study,
        here="overview",
        fields=FIELDS,
        values=values,
        wishes=wishes,
        asked=asked or "",
        most=MOST,
        tables=build_plan(wishes),
    )


def _read(field: Field) -> float:
    """Read one number; what is none, or out of bounds, is the default."""
    try:
        value = float(request.args.get(field.name, ""))
    except ValueError:
        return field.default
    return value if isfinite(value) and field.low <= value <= field.high else field.default


def _read_number() -> int | None:
    n = request.args.get("n", type=int)
    return n if n is not None and 1 <= n <= MOST else None
