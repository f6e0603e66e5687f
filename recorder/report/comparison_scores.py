"""Questionnaires that were filled in after the study, compared between two sides."""

from collections.abc import Iterator, Sequence

from recorder.model.studies import Question, Study
from recorder.report.comparison_drafts import (
    Draft,
    Name,
    draft_means,
    draft_shares,
    tell_people,
)
from recorder.report.comparison_sides import Group
from recorder.report.comparison_tests import compare_net_promoters
from recorder.report.comparison_words import SATISFIED, score_tongue
from recorder.report.questionnaires import (
    build_questionnaires,
    filled_after_study,
    given_after_study,
)
from recorder.report.questions import FEWEST_POINTS, Given, ratings, scale_ends
from recorder.report.rules import Rules
from recorder.report.tree import ScoredQuestionnaire


def draft_scores(first: Group, second: Group, *, is_paired: bool, rules: Rules) -> Iterator[Draft]:
    """Compare the questionnaires that both sides filled in after the study."""
    one, other = _questionnaires(first), _questionnaires(second)
    for name in one:
        if name in other:
            yield _draft_score(one[name], other[name], is_paired=is_paired)
    ours, theirs = _find(first.study, "csat"), _find(second.study, "csat")
    if ours and theirs and scale_ends(ours) == scale_ends(theirs) and ours.points >= FEWEST_POINTS:
        given = given_after_study(ours, first.readings), given_after_study(theirs, second.readings)
        yield _draft_satisfied(ours, *given, is_paired=is_paired, rules=rules)


def _draft_score(one: ScoredQuestionnaire, other: ScoredQuestionnaire, *, is_paired: bool) -> Draft:
    first, second = _aligned(one, other) if is_paired else (_listed(one), _listed(other))
    tongue = score_tongue(one.title)
    if one.instrument == "nps":
        return Draft(
            family="scores",
            task="",
            measure=one.instrument,
            title=one.title,
            tongue=tongue,
            a=one.figure,
            b=other.figure,
            found=compare_net_promoters(first, second, is_paired=is_paired),
            people=tell_people(len(first), len(second), is_paired=is_paired),
            ns=(len(first), len(second)),
        )
    name: Name = ("scores", "", one.instrument, one.title)
    return draft_means(name, tongue, (first, second), (one.low, one.high), is_paired=is_paired)


def _draft_satisfied(
    question: Question,
    one: Sequence[Given],
    other: Sequence[Given],
    *,
    is_paired: bool,
    rules: Rules,
) -> Draft:
    rated = dict(_rated(question, one)), dict(_rated(question, other))
    who = (list(rated[0]), list(rated[1]))
    if is_paired:
        both = [each for each in rated[0] if each in rated[1]]
        who = (both, both)
    best = scale_ends(question)[1] - 1
    first, second = ([rated[side][each] >= best for each in who[side]] for side in (0, 1))
    name: Name = ("scores", "", "csat", "Satisfied: one of the two best answers")
    return draft_shares(name, SATISFIED, (first, second), is_paired=is_paired, rules=rules)


def _rated(question: Question, given: Sequence[Given]) -> Iterator[tuple[str, float]]:
    for one, rating in zip(given, ratings(question, given), strict=True):
        if rating is not None:
            yield one.participant, rating


def _questionnaires(group: Group) -> dict[str, ScoredQuestionnaire]:
    filled = filled_after_study(group.readings)
    made = build_questionnaires(group.study.after_study, filled)
    return {one.instrument: one for one in made}


def _listed(one: ScoredQuestionnaire) -> list[float]:
    return [score for _, score in one.scores]


def _aligned(
    one: ScoredQuestionnaire, other: ScoredQuestionnaire
) -> tuple[list[float], list[float]]:
    theirs = dict(other.scores)
    both = [(score, theirs[who]) for who, score in dict(one.scores).items() if who in theirs]
    return [ours for ours, _ in both], [theirs for _, theirs in both]


def _find(study: Study, instrument: str) -> Question | None:
    return next((each for each in study.after_study if each.instrument == instrument), None)
