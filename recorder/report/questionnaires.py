"""The study-wide questionnaires that have a published score."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from recorder.metrics.net_promoter import net_promoter_score
from recorder.metrics.sus import sus_score
from recorder.metrics.umux import umux_lite_score
from recorder.model.ids import QuestionId
from recorder.model.studies import Question, Study
from recorder.report.figures import figure_of, mean_of
from recorder.report.questions import Given, ratings
from recorder.report.readings import SessionReading
from recorder.report.tree import ChoiceCount, ScoredQuestionnaire
from recorder.report.words import tell_net_score

NPS_NEEDS = 30
NPS_GROUPS = (("promoters (9-10)", 9, 10), ("passives (7-8)", 7, 8), ("detractors (0-6)", 0, 6))


@dataclass(frozen=True, slots=True)
class _Scale:
    """A questionnaire of several items that make one score from 0 to 100."""

    instrument: str
    title: str
    score: Callable[[Sequence[float | None]], float | None]


SCALES = (
    _Scale("sus", "System Usability Scale (SUS)", sus_score),
    _Scale("umux-lite", "UMUX-Lite", umux_lite_score),
)


def build_questionnaires(
    study: Study, readings: Sequence[SessionReading]
) -> Iterator[ScoredQuestionnaire]:
    """Score the questionnaires that the study asks at its end."""
    for scale in SCALES:
        items = [one for one in study.after_study if one.instrument == scale.instrument]
        if items:
            yield _score(scale, items, readings)
    for question in study.after_study:
        if question.instrument == "nps":
            yield _net_promoter(question, readings)


def is_scored(question: Question) -> bool:
    """Tell whether a question is part of a questionnaire that is reported by its score."""
    return question.instrument in {"nps", *(scale.instrument for scale in SCALES)}


def given_after_study(question: Question, readings: Sequence[SessionReading]) -> list[Given]:
    """List what each participant answered to one question after the study."""
    key = QuestionId(question.id)
    return [
        Given(one.session.participant, one.session.id, one.answers.get(key)) for one in readings
    ]


def _score(
    scale: _Scale, items: Sequence[Question], readings: Sequence[SessionReading]
) -> ScoredQuestionnaire:
    columns = [ratings(item, given_after_study(item, readings)) for item in items]
    by_participant = list(zip(*columns, strict=True))
    scores = [scale.score(answers) for answers in by_participant]
    begun = [any(value is not None for value in answers) for answers in by_participant]
    there = tuple(
        (reading.session.participant, score)
        for reading, score in zip(readings, scores, strict=True)
        if score is not None
    )
    return ScoredQuestionnaire(
        instrument=scale.instrument,
        title=scale.title,
        low=0,
        high=100,
        asked=len(readings),
        figure=mean_of([score for _, score in there], low=0, high=100),
        scores=there,
        incomplete=sum(begun) - len(there),
    )


def _net_promoter(question: Question, readings: Sequence[SessionReading]) -> ScoredQuestionnaire:
    listed = ratings(question, given_after_study(question, readings))
    made = net_promoter_score(listed)
    there = tuple(
        (reading.session.participant, rating)
        for reading, rating in zip(readings, listed, strict=True)
        if rating is not None
    )
    few = "Below 30 answers this score says little: its interval is tens of points wide."
    return ScoredQuestionnaire(
        instrument="nps",
        title="Net Promoter Score (NPS)",
        low=-100,
        high=100,
        asked=len(readings),
        figure=figure_of(made, tell_net_score(made)),
        scores=there,
        incomplete=0,
        counts=tuple(
            ChoiceCount(words, sum(low <= rating <= high for _, rating in there))
            for words, low, high in NPS_GROUPS
        ),
        note=few if 0 < made.n < NPS_NEEDS else "",
    )
