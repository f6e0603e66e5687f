"""What the panel of a moderated session follows: the task at hand, a message, the end.

Nothing about who moderates, who watches and what they note ever goes to the participant.
"""

from collections.abc import Mapping

from recorder.model.studies import Study
from recorder.projections.control import Control, TaskControl
from recorder.web.session_answer import write_task


def write_control(study: Study, control: Control, say: Mapping[str, str]) -> dict[str, object]:
    """Write the part of `GET /v1/session` that a moderator decides."""
    at_hand = control.find_task(control.task) if control.go and control.task else None
    message = {"id": control.message_act, "text": control.message} if control.message else None
    return {
        "task": _write_task(study, control, at_hand, say) if at_hand else None,
        "go": at_hand.go if at_hand else "",
        "is_begun": at_hand is not None and at_hand.started_ms is not None,
        "is_finished": at_hand is not None and at_hand.phase == "ended",
        "claim": at_hand.claim if at_hand else None,
        "message": message,
        "is_closed": control.phase == "closed",
    }


def _write_task(
    study: Study, control: Control, given: TaskControl, say: Mapping[str, str]
) -> dict[str, object]:
    """Write a task of the study, or one that the moderator made up, in the same shape."""
    planned = [task for task in control.tasks if task.is_planned]
    task = study.find_task(given.id)
    if task is not None and given in planned:
        place = planned.index(given) + 1
        return write_task(task, say["task_step"].format(number=place, total=len(planned)), say)
    return {
        "id": given.id,
        "step": say["extra_task"],
        "title": given.title,
        "scenario": given.scenario,
        "start": None,
        "time_limit_s": None,
        "ends": "on_done",
        "questions": [],
    }
