"""One attempt looked at: its window of the log, what lies in it, and what the criteria found."""

from dataclasses import dataclass, replace

from recorder.model.sessions import SessionMode
from recorder.model.studies import Task
from recorder.projections.criteria import Result, evaluate
from recorder.projections.evidence import Evidence, gather_evidence, gather_replies
from recorder.projections.judgement import Ending
from recorder.projections.milestones import Milestones
from recorder.projections.sittings import Sitting, Window, find_window

_NOTHING = Result(None)


@dataclass(frozen=True, slots=True)
class Reading:
    """One attempt as it is being read.

    Attributes:
        task: The task in the study's version; None when that version has no such task.
        full: What the success criterion found; None where none is declared.
        part: What the partial criterion found; None where none is declared.
    """

    sitting: Sitting
    marks: Milestones
    task: Task | None
    window: Window
    evidence: Evidence
    full: Result | None
    part: Result | None


def read_attempt(sitting: Sitting, marks: Milestones, task: Task | None) -> Reading:
    """Find an attempt's window, gather its evidence and ask the criteria."""
    window = find_window(sitting, marks)
    questions = frozenset(question.id for question in task.questions) if task else frozenset()
    evidence = _gather(sitting, marks, window, questions)
    has_page = sitting.record.session.mode is not SessionMode.BY_HAND
    full = evaluate(task.success, evidence) if task and task.success and has_page else None
    part = evaluate(task.partial.success, evidence) if full and task and task.partial else None
    if full is not None and not _is_judged(marks, window):
        full, part = _NOTHING, part and _NOTHING
    ends_itself = task is not None and task.ends == "on_success" and marks.cut is None
    if ends_itself and full and full.met_ms is not None:
        window = _end_at(sitting, window, full.met_ms)
        evidence = _gather(sitting, marks, window, questions)
    return Reading(sitting, marks, task, window, evidence, full, part)


def _gather(
    sitting: Sitting, marks: Milestones, window: Window, questions: frozenset[str]
) -> Evidence:
    timeline = sitting.timeline
    evidence = gather_evidence(
        timeline,
        sitting.views,
        start=window.start,
        end=window.end,
        start_ms=marks.started.moved_ms if marks.started else None,
    )
    replies = gather_replies(
        timeline,
        marks.task,
        since=marks.since,
        latest_ms=window.ended_ms,
        questions=questions,
    )
    return replace(evidence, replies=replies)


def _is_judged(marks: Milestones, window: Window) -> bool:
    return marks.started is not None or window.ending in (Ending.DONE, Ending.CRITERION)


def _end_at(sitting: Sitting, window: Window, met_ms: float) -> Window:
    """Cut a window where its criterion was first met."""
    end = next(
        (
            index
            for index in range(window.start, window.end + 1)
            if sitting.timeline[index].at_ms >= met_ms
        ),
        window.end,
    )
    ending = window.ending
    if ending not in (Ending.DONE, Ending.GAVE_UP):
        ending = Ending.CRITERION
    return Window(window.start, end, ending, met_ms)
