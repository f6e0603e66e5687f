"""Who may see which verdicts now: whoever codes judges alone, and sees others' words after.

Every page, table and file asks here, so that what one of them hides no other tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from recorder.model.attempts import Attempt
from recorder.model.events import ActUndone, AnyEvent, VerdictAgreed, VerdictGiven, VerdictWithdrawn
from recorder.model.ids import SERVER_EPOCH, TaskId
from recorder.model.sessions import SessionRecord
from recorder.projections.timeline import build_timeline
from recorder.projections.verdicts import Verdicts, project_verdicts

HIDDEN_WORDS = "shown once you have judged it"
"""What stands in the place of what is hidden."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks.

    Attributes:
        is_coder: They judge on their own; else they see everything, as who moderates must.
    """

    login: str
    is_coder: bool


def is_blind(viewer: Viewer, verdicts: Verdicts | None) -> bool:
    """Answer whether a person has yet to judge an attempt before seeing what others judged.

    Having once said something is enough, also when it was taken back.
    """
    history = verdicts.history if verdicts else ()
    return viewer.is_coder and all(one.person != viewer.login for one in history)


def is_hidden(viewer: Viewer, verdicts: Verdicts | None) -> bool:
    """Answer whether there is something that such a person does not see."""
    return verdicts is not None and bool(verdicts.history) and is_blind(viewer, verdicts)


def hide_outcome(attempt: Attempt) -> Attempt:
    """Leave out of an attempt all that a verdict decides."""
    return replace(
        attempt,
        outcome=None,
        score=None,
        verdict=None,
        reason="",
        judged_by="",
        direct=None,
    )


def find_hidden(record: SessionRecord, viewer: Viewer) -> frozenset[int]:
    """Find the acts that a person may not see now, by their seq in the server's epoch.

    What was judged of an earlier go of a task is hidden as well, and so is that it was
    taken back.
    """
    if not viewer.is_coder:
        return frozenset()
    verdicts = project_verdicts(build_timeline(record))
    places, acts = set[int](), set[str]()
    for seq, event in _list_acts(record):
        is_undoing = isinstance(event, ActUndone) and event.undone in acts
        if is_undoing or _is_of_others(event, verdicts, viewer):
            places.add(seq)
            acts |= {event.act} - {""}  # type: ignore[union-attr]
    return frozenset(places)


def hide_acts(record: SessionRecord, hidden: frozenset[int]) -> SessionRecord:
    """Leave acts out of a log, by their seq in the server's epoch.

    Its story can be told then; nobody is to score it.
    """
    epochs = (
        replace(
            epoch,
            events=tuple(event for seq, event in enumerate(epoch.events) if seq not in hidden),
        )
        if epoch.id == SERVER_EPOCH
        else epoch
        for epoch in record.epochs
    )
    return replace(record, epochs=tuple(epochs))


def _list_acts(record: SessionRecord) -> list[tuple[int, AnyEvent]]:
    return [
        place
        for epoch in record.epochs
        if epoch.id == SERVER_EPOCH
        for place in enumerate(epoch.events)
    ]


def _is_of_others(event: AnyEvent, verdicts: Mapping[TaskId, Verdicts], viewer: Viewer) -> bool:
    if not isinstance(event, VerdictGiven | VerdictWithdrawn | VerdictAgreed):
        return False
    return event.person != viewer.login and is_blind(viewer, verdicts.get(TaskId(event.task)))
