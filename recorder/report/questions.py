"""What participants answered, question by question."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import TypeGuard

from recorder.metrics.single_ratings import SEQ_NORM, against_norm
from recorder.model.attempts import Answer
from recorder.model.ids import ParticipantId, QuestionId, SessionId
from recorder.model.studies import Question
from recorder.report.figures import mean_of, share_of
from recorder.report.tree import ChoiceCount, Figure, Profile, QuestionResult, Words

FEWEST_POINTS = 4
"""On a scale with fewer steps the two highest are half of it, or more."""

NORM_WORDS = {
    "above": "The whole interval lies above",
    "below": "The whole interval lies below",
    "cannot_tell": "We cannot tell whether it is above or below",
}


@dataclass(frozen=True, slots=True)
class Given:
    """One participant's answer to one question; the value is None when there is none."""

    participant: ParticipantId
    session: SessionId
    value: Answer | None


def build_question(
    question: Question, given: Sequence[Given], profile: Profile = "standard"
) -> QuestionResult:
    """Count the answers to one question, or list them when they are words.

    An answer that the question does not allow is not counted; `invalid_answers` names it.
    """
    match question.kind:
        case "scale":
            return _scale(question, given, profile)
        case "number":
            return _number(question, given)
        case "choice" | "choices":
            return _choice(question, given)
        case _:
            return _words(question, given)


def scale_ends(question: Question) -> tuple[int, int]:
    """Answer the lowest and the highest value of a scale."""
    return question.minimum, question.minimum + question.points - 1


def ratings(question: Question, given: Sequence[Given]) -> list[float | None]:
    """Answer the ratings on the scale in order; None where one is missing or not on it."""
    return [
        float(value) if _is_number(value) and allows(question, value) else None
        for value in (one.value for one in given)
    ]


def invalid_answers(question: Question, given: Sequence[Given]) -> list[Given]:
    """List the answers that the question does not allow."""
    return [one for one in given if one.value is not None and not allows(question, one.value)]


def allows(question: Question, value: Answer) -> bool:
    """Tell whether a value is an answer to this question."""
    match question.kind:
        case "scale":
            low, high = scale_ends(question)
            return _is_number(value) and low <= value <= high
        case "number":
            return _is_number(value)
        case "choice":
            return value in question.choices
        case "choices":
            return isinstance(value, list) and set(value) <= set(question.choices)
        case _:
            return isinstance(value, str)


def _is_number(value: Answer | None) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _scale(question: Question, given: Sequence[Given], profile: Profile) -> QuestionResult:
    low, high = scale_ends(question)
    there = [value for value in ratings(question, given) if value is not None]
    counted = Counter(there)
    counts = tuple(
        ChoiceCount(_point_words(question, point), counted[point]) for point in range(low, high + 1)
    )
    figure = mean_of(there, low=low, high=high)
    best_two = counted[high] + counted[high - 1]
    has_top = question.points >= FEWEST_POINTS
    return replace(
        _result(question, given, len(there), counts=counts, figure=figure),
        top=share_of(best_two, len(there), profile) if has_top else None,
        norm=_norm(figure) if question.instrument == "seq" else "",
    )


def _norm(figure: Figure) -> str:
    if figure.estimate.interval is None:
        return ""
    verdict = NORM_WORDS[against_norm(figure.estimate)]
    return f"{verdict} {SEQ_NORM}, about the mean of such tasks elsewhere."


def _number(question: Question, given: Sequence[Given]) -> QuestionResult:
    there = [value for value in ratings(question, given) if value is not None]
    return _result(question, given, len(there), figure=mean_of(there, low=-inf, high=inf))


def _choice(question: Question, given: Sequence[Given]) -> QuestionResult:
    answered = [one.value for one in given if one.value and allows(question, one.value)]
    chosen = Counter(
        choice
        for value in answered
        for choice in (value if isinstance(value, list) else [str(value)])
    )
    counts = tuple(ChoiceCount(choice, chosen[choice]) for choice in question.choices)
    return _result(question, given, len(answered), counts=counts)


def _words(question: Question, given: Sequence[Given]) -> QuestionResult:
    words = tuple(
        Words(one.participant, one.session, one.value.strip())
        for one in given
        if isinstance(one.value, str) and one.value.strip()
    )
    return _result(question, given, len(words), words=words)


def _result(
    question: Question,
    given: Sequence[Given],
    answered: int,
    *,
    counts: tuple[ChoiceCount, ...] = (),
    words: tuple[Words, ...] = (),
    figure: Figure | None = None,
) -> QuestionResult:
    return QuestionResult(
        id=QuestionId(question.id),
        ask=question.ask,
        kind=question.kind,
        asked=len(given),
        answered=answered,
        counts=counts,
        words=words,
        figure=figure,
    )


def _point_words(question: Question, point: int) -> str:
    low, high = scale_ends(question)
    label = {low: question.low_label, high: question.high_label}.get(point, "")
    return f"{point} ({label})" if label else str(point)
