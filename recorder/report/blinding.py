"""A report, and the readings it is made of, for somebody who has yet to judge some attempts.

The sums count every verdict, as for everybody; nothing says of a single attempt how it was judged.
"""

from collections.abc import Sequence
from dataclasses import replace

from recorder.model.ids import SessionId, TaskId
from recorder.model.studies import Study
from recorder.projections.blindness import HIDDEN_WORDS, Viewer, hide_outcome, is_hidden
from recorder.report.disagreements import list_disagreements
from recorder.report.exclusions import split_readings
from recorder.report.readings import SessionReading
from recorder.report.remarks import list_remarks
from recorder.report.tree import AttemptRow, Remark, Report, TaskReport, TimeOnTask
from recorder.report.words import format_count

HIDDEN = "hidden"
"""Stands for the outcome of an attempt whose verdicts are hidden."""

Hidden = frozenset[tuple[SessionId, TaskId]]
"""Attempts whose verdicts somebody does not see now."""

NOTHING: Hidden = frozenset()


def list_hidden(readings: Sequence[SessionReading], viewer: Viewer) -> Hidden:
    """List the attempts that others judged and a person has yet to judge."""
    return frozenset(
        (reading.session.id, task)
        for reading in readings
        for task, verdicts in reading.verdicts.items()
        if is_hidden(viewer, verdicts)
    )


def hide_outcomes(readings: Sequence[SessionReading], hidden: Hidden) -> list[SessionReading]:
    """Leave out of readings all that was judged of these attempts."""
    return [_hide(reading, hidden) for reading in readings]


def blind_report(
    report: Report, study: Study, readings: Sequence[SessionReading], hidden: Hidden
) -> Report:
    """Leave out of a report's lists what was judged of these attempts, and say so.

    Args:
        report: Made of all readings.
        study: The version that it shows.
        readings: Those it was made of.
        hidden: The attempts; nothing changes where there are none.
    """
    counted, _ = split_readings(study, readings)
    own = {(one.session.id, each.task) for one in counted for each in one.planned}
    if not hidden & own:
        return report
    seen = hide_outcomes(counted, hidden)
    said = Remark(
        f"What others judged of {format_count(len(hidden & own), 'attempt', 'attempts')} is hidden "
        "in every list of this report, because whoever asked for it has yet to judge them. "
        "The sums count all verdicts."
    )
    return replace(
        report,
        tasks=tuple(_blind_task(task, hidden) for task in report.tasks),
        disagreements=tuple(
            replace(one, outcome_words=HIDDEN_WORDS) if (one.session, one.task) in hidden else one
            for one in list_disagreements(study, seen)
        ),
        remarks=(said, *list_remarks(study, seen)),
    )


def _hide(reading: SessionReading, hidden: Hidden) -> SessionReading:
    attempts = (
        hide_outcome(each) if (reading.session.id, each.task) in hidden else each
        for each in reading.attempts
    )
    verdicts = {
        task: one
        for task, one in reading.verdicts.items()
        if (reading.session.id, task) not in hidden
    }
    return replace(reading, attempts=tuple(attempts), verdicts=verdicts)


def _blind_task(task: TaskReport, hidden: Hidden) -> TaskReport:
    sessions = {session for session, of in hidden if of == task.id}
    if not any(row.session in sessions for row in task.rows):
        return task
    rows = (_blind_row(row) if row.session in sessions else row for row in task.rows)
    return replace(task, rows=tuple(rows), time=_blind_time(task.time, sessions))


def _blind_row(row: AttemptRow) -> AttemptRow:
    return replace(
        row,
        outcome=HIDDEN,
        outcome_words=HIDDEN_WORDS,
        score=None,
        reason="",
        direct=None,
        direct_words="",
        decided_by="",
    )


def _blind_time(time: TimeOnTask, sessions: set[SessionId]) -> TimeOnTask:
    """Leave out whose time was a success, and the curve, whose steps are single successes."""
    points = tuple(one for one in time.points if one.session not in sessions)
    everybody = time.everybody and replace(time.everybody, curve=())
    return replace(time, points=points, everybody=everybody)
