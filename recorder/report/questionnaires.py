"""The questionnaires that have a published score, asked after the study or after a task."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recorder.metrics.estimates import Estimate
from recorder.metrics.net_promoter import (
    FEW,
    adjusted_net_promoter_score,
    net_promoter_score,
)
from recorder.metrics.single_ratings import after_scenario_score
from recorder.metrics.sus import sus_answers, sus_score
from recorder.metrics.umux import umux_lite_score
from recorder.metrics.workload import TLX_STEPS, raw_tlx_score
from recorder.model.attempts import Answer, Attempt
from recorder.model.ids import ParticipantId, QuestionId, SessionId
from recorder.model.instruments import INSTRUMENTS
from recorder.model.studies import Question
from recorder.report.figures import figure_of, mean_of
from recorder.report.questions import Given, ratings
from recorder.report.readings import SessionReading
from recorder.report.standings import build_standing
from recorder.report.tree import ChoiceCount, Figure, ScoredQuestionnaire
from recorder.report.words import format_count, tell_net_score

NPS_GROUPS = (("promoters (9-10)", 9, 10), ("passives (7-8)", 7, 8), ("detractors (0-6)", 0, 6))
Items = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Filled:
    """What one participant answered at one place: after the study, or after a task."""

    participant: ParticipantId
    session: SessionId
    answers: Mapping[QuestionId, Answer]


@dataclass(frozen=True, slots=True)
class _Scale:
    """A questionnaire of several items that make one score.

    Attributes:
        parts: Names of what each item stands for, where items are reported too.
        unit: What one step of an item is worth in its part.
        is_rated: Whether the norms of the SUS say where a mean stands.
    """

    instrument: str
    title: str
    score: Callable[[Items], float | None]
    low: float = 0
    high: float = 100
    parts: tuple[str, ...] = ()
    unit: float = 1
    is_rated: bool = False


SCALES = (
    _Scale("sus", "System Usability Scale (SUS)", sus_score, is_rated=True),
    _Scale(
        "umux-lite",
        "UMUX-Lite",
        umux_lite_score,
        parts=("Meets requirements, 1 to 7", "Easy to use, 1 to 7"),
        is_rated=True,
    ),
    _Scale(
        "nasa-tlx",
        "NASA Task Load Index (raw)",
        raw_tlx_score,
        parts=(
            "Mental demand",
            "Physical demand",
            "Temporal demand",
            "Performance (100 is failure)",
            "Effort",
            "Frustration",
        ),
        unit=100 / TLX_STEPS,
    ),
    _Scale(
        "after-scenario",
        "After-Scenario Questionnaire (ASQ)",
        lambda items: after_scenario_score(items).score,
        low=1,
        high=7,
        parts=("Ease", "Time", "Support"),
    ),
)


def build_questionnaires(
    questions: Sequence[Question], filled: Sequence[Filled]
) -> Iterator[ScoredQuestionnaire]:
    """Score the questionnaires among these questions.

    Args:
        questions: Those asked after the study, or after one task.
        filled: What each participant answered there; one without answers counts as asked.
    """
    for scale in SCALES:
        items = [one for one in questions if one.instrument == scale.instrument]
        if len(items) == len(INSTRUMENTS[scale.instrument].items):
            yield _score(scale, items, filled)
    for question in questions:
        if question.instrument == "nps":
            yield _net_promoter(question, filled)


def is_scored(question: Question) -> bool:
    """Tell whether a question is part of a questionnaire that is reported by its score."""
    return question.instrument in {"nps", *(scale.instrument for scale in SCALES)}


def filled_after_study(readings: Sequence[SessionReading]) -> list[Filled]:
    """List what each participant answered after the study."""
    return [Filled(one.session.participant, one.session.id, one.answers) for one in readings]


def filled_after_task(ended: Sequence[Attempt]) -> list[Filled]:
    """List what each participant answered after a task."""
    return [Filled(one.participant, one.session, one.answers) for one in ended]


def given_by(question: Question, filled: Sequence[Filled]) -> list[Given]:
    """List what each participant answered to one question."""
    key = QuestionId(question.id)
    return [Given(one.participant, one.session, one.answers.get(key)) for one in filled]


def given_after_study(question: Question, readings: Sequence[SessionReading]) -> list[Given]:
    """List what each participant answered to one question after the study."""
    return given_by(question, filled_after_study(readings))


def rows_of(items: Sequence[Question], filled: Sequence[Filled]) -> list[tuple[float | None, ...]]:
    """List each participant's ratings of some items, in the order of the items."""
    columns = [ratings(item, given_by(item, filled)) for item in items]
    return list(zip(*columns, strict=True))


def _score(
    scale: _Scale, items: Sequence[Question], filled: Sequence[Filled]
) -> ScoredQuestionnaire:
    rows = rows_of(items, filled)
    scores = [scale.score(row) for row in rows]
    begun = [any(value is not None for value in row) for row in rows]
    there = tuple(
        (one.participant, score)
        for one, score in zip(filled, scores, strict=True)
        if score is not None
    )
    listed = [score for _, score in there]
    return ScoredQuestionnaire(
        instrument=scale.instrument,
        title=scale.title,
        low=scale.low,
        high=scale.high,
        asked=len(filled),
        figure=mean_of(listed, low=scale.low, high=scale.high),
        scores=there,
        incomplete=sum(begun) - len(there),
        note=_caution(scale, rows),
        standing=build_standing(scale.instrument, listed) if scale.is_rated else None,
        parts=_parts(scale, items, rows),
    )


def _parts(
    scale: _Scale, items: Sequence[Question], rows: Sequence[Items]
) -> tuple[tuple[str, Figure], ...]:
    """Average each item over those who have a score, so that all parts have the same n."""
    made: list[tuple[str, Figure]] = []
    for place, (name, item) in enumerate(zip(scale.parts, items, strict=False)):
        values = [row[place] for row in rows if scale.score(row) is not None]
        steps = [None if value is None else value * scale.unit for value in values]
        lowest, highest = item.minimum, item.minimum + item.points - 1
        figure = mean_of(steps, low=lowest * scale.unit, high=highest * scale.unit)
        made.append((name, figure))
    return tuple(made)


def _caution(scale: _Scale, rows: Sequence[Items]) -> str:
    if scale.instrument == "after-scenario":
        some = sum("prorated" in after_scenario_score(row).flags for row in rows)
        people = format_count(some, "participant", "participants")
        return f"{people} left an item out: their score is the mean of the others." if some else ""
    if scale.instrument != "sus":
        return ""
    straight = sum("straight_lined" in sus_answers(row).flags for row in rows)
    people = format_count(straight, "participant", "participants")
    return f"{people} gave all ten items the same answer; they are counted." if straight else ""


def _net_promoter(question: Question, filled: Sequence[Filled]) -> ScoredQuestionnaire:
    listed = ratings(question, given_by(question, filled))
    made = net_promoter_score(listed)
    adjusted = replace(made, estimate=adjusted_net_promoter_score(listed))
    there = tuple(
        (one.participant, rating)
        for one, rating in zip(filled, listed, strict=True)
        if rating is not None
    )
    few = "Below 30 answers this score says little: its interval is tens of points wide."
    return ScoredQuestionnaire(
        instrument="nps",
        title="Net Promoter Score (NPS)",
        low=-100,
        high=100,
        asked=len(filled),
        figure=figure_of(made, tell_net_score(made)),
        scores=there,
        incomplete=0,
        counts=tuple(
            ChoiceCount(words, sum(low <= rating <= high for _, rating in there))
            for words, low, high in NPS_GROUPS
        ),
        note=few if 0 < made.n < FEW else "",
        parts=(("Adjusted score, the middle of the interval", _told(adjusted)),) if there else (),
    )


def _told(score: Estimate) -> Figure:
    return figure_of(score, tell_net_score(score))
