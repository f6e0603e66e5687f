"""Where a session stands for those who lead it: what runs, who moderates, what can be undone.

The live room, its participant's page and a server that comes back all read it from the log,
so they agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from recorder.model.events import (
    Act,
    ActUndone,
    ConsentWithdrawn,
    MessageSent,
    ModerationHanded,
    SessionClosed,
    SessionEnded,
    TaskAssigned,
    TaskPaused,
    TaskRestarted,
    TaskResumed,
    TaskShown,
    TaskStarted,
    VerdictAgreed,
    VerdictGiven,
)
from recorder.model.ids import TaskId
from recorder.model.sessions import Session, SessionMode, SessionState
from recorder.model.studies import Study
from recorder.projections.act_words import UNDOABLE, tell_act
from recorder.projections.goes import standing
from recorder.projections.milestones import Milestones, read_milestones
from recorder.projections.timeline import Entry

TaskPhase = Literal["new", "given", "running", "paused", "ended"]
Phase = Literal["waiting", "given", "running", "paused", "ended", "closed"]

SHOWN_ACTS = 20
"""How many of the last acts can be taken back from a room."""


@dataclass(frozen=True, slots=True)
class VerdictTold:
    """What a person judged.

    Attributes:
        score: 0 to 1, of a partial outcome; None where nobody named one.
    """

    person: str
    outcome: str
    score: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class TaskControl:
    """Where one task stands.

    Attributes:
        is_planned: Whether the study has it; else a moderator made it up.
        go: The act that opened the go that counts; "" for none.
        started_ms: When its clock started, on the session's clock; None when it did not.
        ended_ms: When it ended; None when it did not.
        claim: What the participant said; None when nothing.
        verdicts: The last of each person that stands.
        agreed: What those who judged it agreed on; None when nothing.
        goes: How often it was given or begun again.
    """

    id: str
    title: str
    scenario: str
    is_planned: bool
    phase: TaskPhase = "new"
    go: str = ""
    started_ms: float | None = None
    ended_ms: float | None = None
    claim: str | None = None
    verdicts: tuple[VerdictTold, ...] = ()
    agreed: VerdictTold | None = None
    assists: int = 0
    slips: int = 0
    goes: int = 0


@dataclass(frozen=True, slots=True)
class UndoableAct:
    """An act that stands and can be taken back, or an undo that can be.

    Attributes:
        words: What was done, such as “gave the task “Find a lamp””.
    """

    act: str
    person: str
    words: str
    at_ms: float


@dataclass(frozen=True, slots=True)
class Control:
    """Where a session stands for those who lead it.

    Attributes:
        moderator: The login of who moderates; None until somebody does.
        task: The task at hand; None before the first.
        go: The act that opened its go; "" for none.
        since_ms: When its clock started, on the session's clock; None while it has not.
        message: The words before the participant; "" for none.
        message_act: The act that sent them; "" for none.
        tasks: In the session's order, then those the study does not plan.
        undoable: Acts that can be taken back, newest first.
        redoable: Undos that can be taken back, newest first.
    """

    moderator: str | None
    task: str | None
    phase: Phase
    go: str
    since_ms: float | None
    message: str
    message_act: str
    tasks: tuple[TaskControl, ...]
    undoable: tuple[UndoableAct, ...] = ()
    redoable: tuple[UndoableAct, ...] = ()

    def find_task(self, task: str) -> TaskControl | None:
        """Find a task by its id."""
        return next((one for one in self.tasks if one.id == task), None)


@dataclass(frozen=True, slots=True)
class _Room:
    """What concerns the whole session, as far as it was read."""

    moderator: str | None = None
    opened: str | None = None
    shown: str | None = None
    message: str = ""
    message_act: str = ""
    is_closed: bool = False
    paused: frozenset[str] = frozenset()


def project_control(study: Study, session: Session, entries: Sequence[Entry]) -> Control:
    """Read from the log where a session stands.

    Args:
        study: The version the session runs under.
        session: Its order of tasks and its state.
        entries: The session's timeline. People's acts and the events of tasks are enough.
    """
    counted = [entry for _, entry in standing(entries)]
    marks = read_milestones(entries)
    room = _read_room(counted)
    tasks = _list_tasks(study, session, marks, room.paused)
    task = room.opened or room.shown
    at_hand = next((one for one in tasks if one.id == task), None)
    is_closed = room.is_closed or session.state in _over(session)
    phase: Phase = "waiting"
    if is_closed:
        phase = "closed"
    elif at_hand is not None and at_hand.phase != "new":
        phase = at_hand.phase
    undoable, redoable = _list_undoable(entries, {one.id: one.title for one in tasks})
    return Control(
        moderator=room.moderator,
        task=at_hand.id if at_hand else None,
        phase=phase,
        go=at_hand.go if at_hand else "",
        since_ms=at_hand.started_ms if at_hand else None,
        message=room.message,
        message_act=room.message_act,
        tasks=tasks,
        undoable=undoable,
        redoable=redoable,
    )


def hide_verdicts(control: Control) -> Control:
    """Leave out what people judged, and what tells of it, for somebody who has yet to judge."""
    tasks = tuple(replace(task, verdicts=(), agreed=None) for task in control.tasks)
    return replace(control, tasks=tasks, undoable=(), redoable=())


def _over(session: Session) -> tuple[SessionState, ...]:
    """List the states in which nothing more happens.

    Who closed a led session may take that back, so there its log says it, not its state.
    """
    over = (SessionState.STOPPED, SessionState.WITHDRAWN)
    is_led = session.mode is not SessionMode.UNMODERATED
    return over if is_led else (*over, SessionState.FINISHED)


def _read_room(entries: Sequence[Entry]) -> _Room:
    room = _Room()
    for entry in entries:
        room = _next(room, entry)
    return room


def _next(room: _Room, entry: Entry) -> _Room:
    match entry.event:
        case TaskAssigned(task=task) | TaskRestarted(task=task):
            return replace(room, opened=task, paused=room.paused - {task})
        case TaskShown(task=task) | TaskStarted(task=task):
            return replace(room, shown=task)
        case TaskPaused(task=task):
            return replace(room, paused=room.paused | {task})
        case TaskResumed(task=task):
            return replace(room, paused=room.paused - {task})
        case ModerationHanded(to=to):
            return replace(room, moderator=to)
        case MessageSent(text=text, act=act):
            return replace(room, message=text, message_act=act if text else "")
        case SessionClosed() | SessionEnded() | ConsentWithdrawn():
            return replace(room, is_closed=True)
        case _:
            return room


def _list_tasks(
    study: Study, session: Session, marks: Mapping[TaskId, Milestones], paused: frozenset[str]
) -> tuple[TaskControl, ...]:
    given = [task for task, one in marks.items() if one.has_begun]
    ids = dict.fromkeys([*session.tasks, *given])
    return tuple(_read_task(study, marks.get(each, Milestones(each)), paused) for each in ids)


def _read_task(study: Study, marks: Milestones, paused: frozenset[str]) -> TaskControl:
    task = study.find_task(marks.task)
    return TaskControl(
        id=marks.task,
        title=task.title if task else marks.title or marks.task,
        scenario=task.scenario if task else marks.scenario,
        is_planned=task is not None,
        phase=_phase(marks, is_paused=marks.task in paused),
        go=marks.go,
        started_ms=marks.started.at_ms if marks.started else None,
        ended_ms=marks.ended.at_ms if marks.ended else None,
        claim=marks.claim.claim if marks.claim else None,
        verdicts=_last_of_each(marks.verdicts),
        agreed=_told(marks.agreed) if marks.agreed else None,
        assists=marks.assists,
        slips=marks.slips,
        goes=marks.goes,
    )


def _phase(marks: Milestones, *, is_paused: bool) -> TaskPhase:
    if marks.ended is not None:
        return "ended"
    if marks.started is not None:
        return "paused" if is_paused else "running"
    return "given" if marks.shown else "new"


def _last_of_each(verdicts: Sequence[VerdictGiven]) -> tuple[VerdictTold, ...]:
    return tuple({one.person: _told(one) for one in verdicts}.values())


def _told(verdict: VerdictGiven | VerdictAgreed) -> VerdictTold:
    return VerdictTold(verdict.person, verdict.outcome, verdict.score, verdict.reason)


def _list_undoable(
    entries: Sequence[Entry], titles: Mapping[str, str]
) -> tuple[tuple[UndoableAct, ...], tuple[UndoableAct, ...]]:
    """List the last acts that stand, and the last undos that do, each newest first."""
    # The first act of a name is the one that the name means, as for undoing it.
    first: dict[str, Entry] = {}
    for entry in entries:
        if isinstance(entry.event, Act):
            first.setdefault(entry.event.act, entry)
    undoable, redoable = list[UndoableAct](), list[UndoableAct]()
    for act, entry in reversed(first.items()):
        match entry.event:
            case _ if entry.is_undone or not act:
                continue
            case ActUndone(person=person, undone=undone) if undone in first:
                words = tell_act(first[undone].event, titles)
                # An undo of an undo is told as the act that it did again.
                if words:
                    redoable.append(UndoableAct(act, person, words, entry.at_ms))
            case event if isinstance(event, UNDOABLE):
                words = tell_act(event, titles)
                undoable.append(UndoableAct(act, event.person, words, entry.at_ms))
            case _:
                pass
    return tuple(undoable[:SHOWN_ACTS]), tuple(redoable[:SHOWN_ACTS])
