"""Success by degrees, where a study gives credit for a part of a task."""

from collections.abc import Sequence

from recorder.metrics.partial_credit import bounded_wilson
from recorder.model.attempts import Attempt
from recorder.model.outcomes import Outcome
from recorder.model.studies import Task
from recorder.report.figures import figure_of, share_of
from recorder.report.rules import Rules
from recorder.report.tree import PartialCredit
from recorder.report.words import tell_mean


def build_credit(task: Task, ended: Sequence[Attempt], rules: Rules) -> PartialCredit | None:
    """Measure how far everybody got; None where the study gives no partial credit.

    A person may call an attempt partly done although the study file does not; then the
    credit is shown too.
    """
    is_given = task.partial is not None or any(one.outcome is Outcome.PARTIAL for one in ended)
    if not is_given or not ended:
        return None
    scores = [_score(attempt) for attempt in ended]
    some = sum(attempt.outcome in (Outcome.COMPLETED, Outcome.PARTIAL) for attempt in ended)
    mean = bounded_wilson(scores)
    return PartialCredit(
        at_least=share_of(some, len(ended), rules.profile),
        score=figure_of(mean, tell_mean(mean, 2)),
    )


def _score(attempt: Attempt) -> float | None:
    """Answer the score between 0 and 1; None where a partial success has none."""
    if attempt.outcome is Outcome.COMPLETED:
        return 1.0
    if attempt.outcome is not Outcome.PARTIAL:
        return 0.0
    score = attempt.score
    return score if score is not None and 0 <= score <= 1 else None
