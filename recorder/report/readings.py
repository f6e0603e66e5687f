"""What a report is made of: sessions as the log was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from recorder.model.attempts import Answer, Attempt
from recorder.model.ids import QuestionId, TaskId
from recorder.model.sessions import Session
from recorder.projections.notes import Note
from recorder.projections.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class SessionReading:
    """One session and what its log says.

    Attributes:
        attempts: One for each task that the participant has met, in their order. A task
            that is missing here was not reached.
        answers: Answers to the questions after the study.
        completeness: One sentence on whether the whole log has arrived.
        is_complete: Whether it has.
        excluded_because: A person's reason to leave the session out; None when nobody did.
        notes: What people wrote, in the order of the moments it speaks of.
        verdicts: What people judged, by task.
    """

    session: Session
    attempts: tuple[Attempt, ...] = ()
    answers: Mapping[QuestionId, Answer] = field(default_factory=dict)
    completeness: str = ""
    is_complete: bool = True
    excluded_because: str | None = None
    notes: tuple[Note, ...] = ()
    verdicts: Mapping[TaskId, Verdicts] = field(default_factory=dict)

    @property
    def planned(self) -> tuple[Attempt, ...]:
        """Answer the attempts at tasks of the study; a report counts no others."""
        return tuple(attempt for attempt in self.attempts if attempt.is_planned)
