"""Rows of the report's tables: one an attempt, an answer, a session."""

from dataclasses import dataclass

from recorder.model.attempts import Answer
from recorder.model.ids import ParticipantId, QuestionId, SessionId, StudyHash, TaskId, VariantId


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One assigned attempt as the report lists it; `t_ms` is where its replay starts."""

    session: SessionId
    participant: ParticipantId
    variant: VariantId | None
    position: int | None
    outcome: str
    outcome_words: str
    score: float | None
    t_ms: int | None
    time_s: float | None
    time_words: str
    assists: int
    slips: int
    script_errors: int
    request_errors: int
    direct: bool | None
    direct_words: str
    ease_words: str
    reason: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as the tables list it, counted or not."""

    session: SessionId
    participant: ParticipantId
    variant: VariantId | None
    version: StudyHash
    state: str
    started_ms: float
    is_counted: bool
    why_not: str
    is_complete: bool
    completeness: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer as the tables list it; `task` is None for questions after the study."""

    session: SessionId
    participant: ParticipantId
    task: TaskId | None
    question: QuestionId
    value: Answer
