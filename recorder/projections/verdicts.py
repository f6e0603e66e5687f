"""What people judged an attempt to be: each person's word with its history, and what counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from recorder.model.attempts import Attempt
from recorder.model.events import TaskAssigned, TaskRestarted, VerdictAgreed, VerdictGiven
from recorder.model.events import VerdictWithdrawn as Withdrawn
from recorder.model.ids import TaskId
from recorder.model.outcomes import Finding, Outcome
from recorder.projections.disagreements import disagreements
from recorder.projections.timeline import Entry

Decider = Literal["agreement", "person", "criterion", "claim", "nobody"]


@dataclass(frozen=True, slots=True)
class Coding:
    """One word of one person on one attempt.

    Attributes:
        outcome: None where the person took the verdict before it back.
        score: 0 to 1, of a partial outcome; None where nobody named one.
        at_ms: When it was given, on the session's clock.
        act: Names it in the log.
        between: Of an agreement, who agreed; else empty.
        is_undone: It was taken back as an act.
    """

    person: str
    outcome: Outcome | None
    score: float | None
    reason: str
    at_ms: float
    act: str
    between: tuple[str, ...] = ()
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people judged one attempt to be.

    Attributes:
        standing: Each person's last word that stands, in the order in which they were given.
        agreed: What they agreed on; None when nothing.
        history: Every word ever given, taken back and agreed on, oldest first.
    """

    task: TaskId
    standing: tuple[Coding, ...] = ()
    agreed: Coding | None = None
    history: tuple[Coding, ...] = ()

    @property
    def differ(self) -> bool:
        """Answer whether people judged it differently and have not agreed since."""
        words = {(one.outcome, one.score) for one in self.standing}
        return self.agreed is None and len(words) > 1

    def find(self, person: str) -> Coding | None:
        """Find the word of a person that stands."""
        return next((one for one in self.standing if one.person == person), None)


def project_verdicts(timeline: Sequence[Entry]) -> dict[TaskId, Verdicts]:
    """Read what people judged, for the go of each task that counts."""
    found: dict[TaskId, Verdicts] = {}
    for entry in timeline:
        match entry.event:
            case TaskAssigned(task=task) | TaskRestarted(task=task) if not entry.is_undone:
                found.pop(TaskId(task), None)
            case VerdictGiven(task=task) | Withdrawn(task=task) | VerdictAgreed(task=task):
                before = found.get(TaskId(task), Verdicts(TaskId(task)))
                found[TaskId(task)] = _next(before, _read(entry))
            case _:
                pass
    return found


def list_conflicts(attempt: Attempt, verdicts: Verdicts | None) -> tuple[str, ...]:
    """Say in sentences where claim, criterion and people disagree, and what waits for a word."""
    said = disagreements(attempt)
    if verdicts is not None and verdicts.differ:
        said.append("People judged it differently and have not agreed yet.")
    if attempt.outcome is None and attempt.ended_ms is not None:
        said.append("It has ended, and nobody has said how.")
    return tuple(said)


def find_decider(attempt: Attempt, verdicts: Verdicts | None) -> Decider:
    """Say whose word the outcome is: people agreed, else one did, else criterion or claim."""
    if verdicts is not None and verdicts.agreed is not None:
        return "agreement"
    if attempt.verdict is not None:
        return "person"
    if attempt.criterion is not Finding.NONE:
        return "criterion"
    return "nobody" if attempt.claim is None else "claim"


def _read(entry: Entry) -> Coding:
    event, at_ms = entry.event, entry.at_ms
    match event:
        case VerdictGiven(person=person, outcome=outcome, score=score, reason=reason):
            coding = Coding(person, Outcome(outcome), score, reason, at_ms, event.act)
        case VerdictAgreed(person=person, outcome=outcome, score=score, reason=reason):
            word = Outcome(outcome)
            coding = Coding(person, word, score, reason, at_ms, event.act, event.between)
        case _:
            person, act = getattr(event, "person", ""), getattr(event, "act", "")
            coding = Coding(person, None, None, "", at_ms, act)
    is_agreed = isinstance(event, VerdictAgreed)
    between = coding.between or ((coding.person,) if is_agreed else ())
    return replace(coding, between=between, is_undone=entry.is_undone)


def _next(before: Verdicts, word: Coding) -> Verdicts:
    after = replace(before, history=(*before.history, word))
    if word.is_undone:
        return after
    if word.between:
        return replace(after, agreed=word)
    others = tuple(one for one in before.standing if one.person != word.person)
    return replace(after, standing=(*others, word) if word.outcome else others)
