"""Rows of the report's tables: one an attempt, an answer, a session."""

from dataclasses import dataclass

from recorder.model.attempts import Answer
from recorder.model.ids import ParticipantId, QuestionId, SessionId, StudyHash, TaskId, VariantId


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One assigned attempt as the report lists it; `t_ms` is where its replay starts.

    Attributes:
        clicks: A double click counts once; None for a task that was not reached.
        target_clicks: Clicks that met a target; None where the task names none.
        first_click_hit: Whether the first one did; None without a click or a target.
        pages_seen: Pages seen, each as often as it was, reloads left out.
        pages_different: Different pages among them.
        fewest_pages: Pages of the shortest best path from where the attempt began.
        lostness: 0 for the shortest way to about 1.41; None where there is none.
        mode: Who led the session, and whether a page recorded it.
        decided_by: Whose word the outcome is: a person's, the criterion's, the claim's; "" else.
        is_recut: A person corrected when it began or ended.
    """

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
    clicks: int | None = None
    target_clicks: int | None = None
    first_click_hit: bool | None = None
    pages_seen: int | None = None
    pages_different: int | None = None
    fewest_pages: int | None = None
    lostness: float | None = None
    mode: str = "unmoderated"
    decided_by: str = ""
    is_recut: bool = False


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
    mode: str = "unmoderated"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer as the tables list it; `task` is None for questions after the study."""

    session: SessionId
    participant: ParticipantId
    task: TaskId | None
    question: QuestionId
    value: Answer
