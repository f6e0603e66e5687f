"""Who is in, who is out, and what limits the figures."""

from dataclasses import dataclass
from typing import Literal

from recorder.model.ids import ParticipantId, SessionId, TaskId
from recorder.report.tree.figures import Figure, Share


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A session that the figures leave out, and why."""

    session: SessionId
    participant: ParticipantId
    reason: Literal["test", "withdrawn", "excluded"]
    sentence: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An attempt whose claim, criterion and verdict do not say the same."""

    session: SessionId
    participant: ParticipantId
    task: TaskId
    task_title: str
    t_ms: int | None
    claim: str
    criterion: str
    verdict: str
    outcome_words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the quality of the data that a reader must know.

    Attributes:
        kind: `data` for what arrived, `behaviour` for what a participant did that makes
            their data doubtful: such sessions count until a person leaves them out.
    """

    sentence: str
    session: SessionId | None = None
    kind: Literal["data", "behaviour"] = "data"


@dataclass(frozen=True, slots=True)
class Denominators:
    """From everybody who agreed to those whom a figure counts.

    Attributes:
        steps: What is taken off and what is left, in order: words and number.
        per_protocol: What shares count: attempts that ended.
        intention_to_treat: Words on the other reading; "" when both are the same.
    """

    steps: tuple[tuple[str, int], ...]
    per_protocol: str
    intention_to_treat: str = ""


@dataclass(frozen=True, slots=True)
class Codings:
    """Whose word the outcomes are, and how far those who judged the same attempts agree.

    Attributes:
        outcomes: Attempts that ended.
        decided: Those whose outcome is a person's word.
        agreed: Those of them that several people agreed on.
        coders: People who judged.
        shared: Attempts that two people or more judged.
        observed: Of all pairs of words on the same attempt, how many are equal; None without.
        coefficient: Agreement beyond chance; None where no two people judged the same attempt.
        any_two: Of what two people marked in the same sessions, how much both did; None
            where no two did.
        note_takers: People who wrote notes.
        words: How many outcomes a person decided, in a sentence.
    """

    outcomes: int
    decided: int
    agreed: int
    coders: int
    shared: int
    observed: Share | None
    coefficient: Figure | None
    any_two: Figure | None
    note_takers: int
    words: str
