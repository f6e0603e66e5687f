"""What a report is made of: sessions as the log was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from recorder.model.attempts import Answer, Attempt
from recorder.model.ids import QuestionId
from recorder.model.sessions import Session


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
    """

    session: Session
    attempts: tuple[Attempt, ...] = ()
    answers: Mapping[QuestionId, Answer] = field(default_factory=dict)
    completeness: str = ""
    is_complete: bool = True
    excluded_because: str | None = None
