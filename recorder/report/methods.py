"""Which formulas stand behind the figures of one report."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from recorder.metrics.estimates import Estimate, Significance
from recorder.report.formulas_coding import CODING, WORD
from recorder.report.formulas_comparisons import COMPARISONS, CORRECTIONS
from recorder.report.formulas_scores import BEHAVIOUR, BY_INSTRUMENT, CSAT, EASE, SCORES
from recorder.report.formulas_shares import BENCHMARK, COUNTING, LAPLACE, SHARES
from recorder.report.formulas_times import AIM, DIRECT, LEGACY, LOSTNESS, TIMES
from recorder.report.tree import (
    AnswerRow,
    AttemptRow,
    Method,
    QuestionResult,
    Report,
    SessionRow,
    TimePoint,
    Words,
)

PROFILES = {
    "standard": Method(
        "standard",
        "Profile: standard",
        "The methods that the field uses: they cover 95 % on average, and differ little from "
        "one study to the next.",
        "Sauro & Lewis (2016), Quantifying the User Experience, 2nd ed.",
    ),
    "strict": Method(
        "strict",
        "Profile: strict",
        "Intervals that cover at least 95 % and tests that err in at most 5 %, whatever the "
        "truth is. They are wider and find less.",
        "Clopper & Pearson (1934), Biometrika 26, 404-413. Boschloo (1970), Statistica Neerlandica "
        "24, 1-35.",
    ),
}


def list_methods(report: Report) -> tuple[Method, ...]:
    """List the methods that stand behind a figure of this report, and no others."""
    used = set(_names(report))
    return (
        PROFILES[report.profile],
        COUNTING,
        *(method for method in SHARES if method.name in used),
        *_about_shares(report),
        *(method for method in TIMES if method.name in used),
        *_about_tasks(report),
        *(method for method in SCORES if method.name in used),
        *_about_questions(report),
        *(method for method in COMPARISONS if method.name in used),
        *_about_tests(report),
        *((WORD,) if report.codings and report.codings.decided else ()),
        *(method for method in CODING if method.name in used),
    )


def _names(value: object) -> Iterator[str]:
    """Find the method of every estimate and test in a report, however deep it lies."""
    match value:
        case Estimate():
            if value.n:
                yield value.method
        case Significance():
            yield value.method
        case AttemptRow() | AnswerRow() | SessionRow() | TimePoint() | Words():
            # They come by the thousand and hold no estimate.
            return
        case tuple():
            for one in value:
                yield from _names(one)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _names(getattr(value, field.name))


def _about_shares(report: Report) -> Iterator[Method]:
    if any(task.completion.best is not None for task in report.tasks):
        yield LAPLACE
    if any(task.benchmarks for task in report.tasks):
        yield BENCHMARK


def _about_tasks(report: Report) -> Iterator[Method]:
    ways = [task.navigation for task in report.tasks if task.navigation]
    if ways:
        yield DIRECT
    if any(way.lostness or way.efficiency for way in ways):
        yield LOSTNESS
    if any(way.first_click or way.misclicks for way in ways):
        yield AIM
    if any(task.time.legacy for task in report.tasks):
        yield LEGACY


def _about_questions(report: Report) -> Iterator[Method]:
    if any(task.ease and task.ease.answered for task in report.tasks):
        yield EASE
    scored = [
        *report.questionnaires,
        *(one for task in report.tasks for one in task.questionnaires),
    ]
    instruments = {one.instrument for one in scored if one.figure.estimate.n}
    yield from (method for name, method in BY_INSTRUMENT.items() if name in instruments)
    if any(one.id == "csat" and one.answered for one in _questions(report)):
        yield CSAT
    if any(remark.kind == "behaviour" for remark in report.remarks):
        yield BEHAVIOUR


def _questions(report: Report) -> Iterator[QuestionResult]:
    yield from report.questions
    for task in report.tasks:
        yield from task.questions


def _about_tests(report: Report) -> Iterator[Method]:
    for correction in sorted({one.correction for one in report.comparisons}):
        yield CORRECTIONS[correction]
