"""Whether an act makes sense where a session stands, and if not, why in one sentence."""

from recorder.model.events import (
    ActUndone,
    AssistGiven,
    MessageSent,
    ModerationHanded,
    NoteAdded,
    PersonEvent,
    RemarkMade,
    SessionClosed,
    SlipNoted,
    TaskAssigned,
    TaskBegun,
    TaskFinished,
    TaskRecut,
    TaskRestarted,
    VerdictAgreed,
    VerdictGiven,
    VerdictWithdrawn,
)
from recorder.model.sessions import Session, SessionMode
from recorder.model.studies import Study
from recorder.projections.control import Control, TaskControl

LEADS = (
    TaskAssigned
    | TaskBegun
    | TaskFinished
    | TaskRestarted
    | MessageSent
    | ModerationHanded
    | SessionClosed
)
"""What only makes sense where somebody moderates."""


def check_act(study: Study, session: Session, control: Control, act: PersonEvent) -> str | None:
    """Say why an act makes no sense now; None when it does.

    It does not ask who may do it: that is settled by role before. Only for taking back it
    asks whose act it was.
    """
    if isinstance(act, LEADS) and session.mode is SessionMode.UNMODERATED:
        return "Nobody moderates this session: the participant is alone with it."
    if isinstance(act, LEADS) and control.phase == "closed":
        return "The session has ended."
    match act:
        case TaskAssigned() | TaskBegun() | TaskFinished() | TaskRestarted():
            return _check_lead(study, control, act)
        case TaskRecut():
            return _check_recut(session, control, act)
        case AssistGiven(task=task) | SlipNoted(task=task):
            return _check_begun(control, task, "Help and wrong turns belong to a task at hand")
        case VerdictGiven() | VerdictWithdrawn() | VerdictAgreed():
            return _check_verdict(control, act)
        case ActUndone():
            return _check_undo(control, act)
        case _:
            return _check_words(study, session, control, act)


def _check_lead(
    study: Study,
    control: Control,
    act: TaskAssigned | TaskBegun | TaskFinished | TaskRestarted,
) -> str | None:
    task = control.find_task(act.task)
    running = _find_running(control)
    match act:
        case TaskAssigned() if running is not None:
            if running.id == act.task:
                return f"“{running.title}” is running: begin it again instead."
            return f"“{running.title}” is still running: end it first."
        case TaskAssigned(task=name, title=title):
            is_known = study.find_task(name) is not None or task is not None
            return None if is_known or title.strip() else _unknown(name)
        case _ if task is None:
            return _unknown(act.task)
        case TaskRestarted() if running is not None and running.id != act.task:
            return f"“{running.title}” is still running: end it first."
        case _ if task.phase == "new":
            return f"“{task.title}” has not been given."
        case TaskBegun() | TaskFinished() if control.task != act.task:
            return f"“{task.title}” is not the task at hand: give it again."
        case TaskBegun() if task.phase != "given":
            is_over = task.phase == "ended"
            return f"“{task.title}” {'has ended' if is_over else 'runs already'}."
        case TaskFinished() if task.phase == "ended":
            return f"“{task.title}” has ended already."
        case _:
            return None


def _unknown(task: str) -> str:
    return f"There is no task “{task}”; one that the study does not plan needs a title."


def _find_running(control: Control) -> TaskControl | None:
    return next((one for one in control.tasks if one.phase in ("running", "paused")), None)


def _check_begun(control: Control, name: str, why: str) -> str | None:
    task = control.find_task(name)
    if task is None:
        return f"There is no task “{name}”."
    return f"{why}; “{task.title}” was never given." if task.phase == "new" else None


def _check_recut(session: Session, control: Control, act: TaskRecut) -> str | None:
    task = control.find_task(act.task)
    if task is None or task.phase in ("new", "given"):
        return f"“{task.title if task else act.task}” was never begun: there is nothing to correct."
    is_led = session.mode is not SessionMode.UNMODERATED and control.phase != "closed"
    if act.ended_ms is not None and is_led and task.phase != "ended":
        return f"“{task.title}” is still running: end it first."
    began_ms = task.started_ms if act.started_ms is None else act.started_ms
    ended_ms = task.ended_ms if act.ended_ms is None else act.ended_ms
    if began_ms is not None and ended_ms is not None and ended_ms <= began_ms:
        return "The end must come after the start."
    return None


def _check_verdict(
    control: Control, act: VerdictGiven | VerdictWithdrawn | VerdictAgreed
) -> str | None:
    task = control.find_task(act.task)
    if task is None or task.phase in ("new", "given"):
        return f"“{task.title if task else act.task}” was never begun: there is nothing to judge."
    if isinstance(act, VerdictWithdrawn):
        has_judged = any(one.person == act.person for one in task.verdicts)
        return None if has_judged else f"{act.person} has not judged “{task.title}”."
    if act.score is not None and act.outcome != "partial":
        return "Only a partial outcome has a score."
    return None


def _check_undo(control: Control, act: ActUndone) -> str | None:
    known = (*control.undoable, *control.redoable)
    found = next((one for one in known if one.act == act.undone), None)
    if found is None:
        return "That is not among the last acts, or was taken back already."
    if act.person not in (found.person, control.moderator):
        return f"Only {found.person} or who moderates can take that back."
    return None


def _check_words(study: Study, session: Session, control: Control, act: PersonEvent) -> str | None:
    match act:
        case MessageSent() if session.mode is SessionMode.BY_HAND:
            return "This session has no page to show words on."
        case NoteAdded(text=text, marker=marker) if not text.strip() and not marker:
            return "A note needs words or a marker."
        case NoteAdded(marker=marker) if marker and not _has_marker(study, marker):
            return f"This study has no marker “{marker}”."
        case RemarkMade(text=text) if not text.strip():
            return "There are no words to say."
        case ModerationHanded(to=to) if to == control.moderator:
            return f"{to} moderates already."
        case _:
            return None


def _has_marker(study: Study, marker: str) -> bool:
    return any(one.id == marker for one in study.markers)
