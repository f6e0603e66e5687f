"""Coding: people judge every attempt on their own, and see how far they agree."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recorder.context import find_known_study
from recorder.model.ids import StudyId
from recorder.report.coding import COEFFICIENTS, build_codings, list_units
from recorder.report.exclusions import split_readings
from recorder.web.names import list_names
from recorder.web.people import get_person
from recorder.web.study_readings import list_units_of, read_sessions_of
from recorder.web.viewers import choose, codes_alone

bp = Blueprint("coding", __name__)


@bp.get("/studies/<study_id>/coding")
def show_coding(study_id: str) -> str:
    """Show how far this person has coded, and how far those who coded agree."""
    study = find_known_study(StudyId(study_id)).study
    newest, readings = read_sessions_of(StudyId(study_id))
    units = list_units(newest.study, readings)
    login = get_person().login
    own = [unit for unit in units if unit.verdicts.find(login)]
    counted, _ = split_readings(newest.study, readings)
    # Who has not judged an attempt does not see here either what others said of it.
    differing = [unit for unit in own if unit.verdicts.differ]
    return render_template(
        "researcher/coding.html",
        study=study,
        here="verdicts",
        units=units,
        own=own,
        is_done=len(own) == len(units),
        codings=build_codings(newest.study, counted),
        differing=differing,
        codes_alone=codes_alone(),
        coefficient_words=COEFFICIENTS,
        names=list_names(),
    )


@bp.post("/studies/<study_id>/coding/alone")
def choose_alone(study_id: str) -> ResponseReturnValue:
    """Keep from this browser what others judged, everywhere, or show it again."""
    study = find_known_study(StudyId(study_id)).study
    is_alone = bool(request.form.get("alone"))
    back = redirect(url_for("coding.show_coding", study_id=study.id), 303)
    flash("You judge alone." if is_alone else "You see what others judged, but not while coding.")
    return choose(back, is_alone=is_alone)


@bp.get("/studies/<study_id>/coding/next")
def show_next(study_id: str) -> ResponseReturnValue:
    """Go to the first attempt that this person has not judged, or back when there is none."""
    login = get_person().login
    for unit in list_units_of(StudyId(study_id)):
        if unit.verdicts.find(login) is None:
            session, task = unit.session.id, unit.attempt.task
            return redirect(
                url_for("judging.show_attempt", session_id=session, task=task, back="coding"), 303
            )
    flash("You have judged every attempt.")
    return redirect(url_for("coding.show_coding", study_id=study_id), 303)
