"""What participants answered, counted and scored."""

from dataclasses import dataclass

from recorder.model.ids import ParticipantId, QuestionId, SessionId
from recorder.report.tree.figures import Figure, Share


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """How many chose one answer."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """What one participant wrote."""

    participant: ParticipantId
    session: SessionId
    text: str


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """The answers to one question.

    Attributes:
        asked: How many could have answered.
        answered: How many did, with an answer the question allows.
        counts: One entry for each choice or point of the scale; empty for words.
        words: What was written; empty for the other kinds.
        figure: The mean of a scale or number; None for the other kinds.
        top: How many chose one of the two best points of a scale; None for the other kinds.
        norm: How the mean stands against what such tasks get elsewhere, in a sentence; ""
            where no norm is published.
    """

    id: QuestionId
    ask: str
    kind: str
    asked: int
    answered: int
    counts: tuple[ChoiceCount, ...] = ()
    words: tuple[Words, ...] = ()
    figure: Figure | None = None
    top: Share | None = None
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a mean stands among other products, with both ends of its interval.

    Attributes:
        percentile: Share of products that score lower, 0 to 100, with its ends.
        grade: Letter of the curved grading scale of the mean itself.
        grade_low: Letter of the interval's lower end; "" without an interval.
        grade_high: Letter of its upper end.
        adjective: The nearest published adjective.
        acceptability: `not acceptable`, `marginal` or `acceptable`.
        words: All of it in a sentence.
    """

    percentile: Figure
    grade: str
    grade_low: str
    grade_high: str
    adjective: str
    acceptability: str
    words: str


@dataclass(frozen=True, slots=True)
class ScoredQuestionnaire:
    """A questionnaire with a published score, such as the SUS.

    Attributes:
        asked: How many could have answered.
        scores: Each participant's score, of those who answered in full.
        incomplete: How many began and left items out: they have no score.
        counts: Groups of answers where the score has such, as the NPS.
        note: A caution for the reader; "".
        standing: Place among other products; None where no norm is published.
        parts: Figures of its items or dimensions, where these are reported too.
    """

    instrument: str
    title: str
    low: float
    high: float
    asked: int
    figure: Figure
    scores: tuple[tuple[ParticipantId, float], ...]
    incomplete: int
    counts: tuple[ChoiceCount, ...] = ()
    note: str = ""
    standing: Standing | None = None
    parts: tuple[tuple[str, Figure], ...] = ()
