"""The whole study in one share, with participants as what was sampled."""

from collections.abc import Mapping, Sequence

from recorder.metrics.clusters import Form, clustered_proportion
from recorder.model.attempts import Attempt
from recorder.model.ids import ParticipantId, TaskId
from recorder.report.assigned import count_completed
from recorder.report.figures import bunches_of
from recorder.report.positions import build_positions, has_mixed_order
from recorder.report.rules import Rules
from recorder.report.tree import Figure, Overall
from recorder.report.words import format_count


def build_overall(ended: Mapping[TaskId, Sequence[Attempt]], rules: Rules) -> Overall | None:
    """Estimate completion over all tasks; None when no attempt has ended.

    Attempts of one participant hang together: counted as if they did not, the interval
    would be too narrow.
    """
    attempts = [one for listed in ended.values() for one in listed]
    if not attempts:
        return None
    by_participant: dict[ParticipantId, list[Attempt]] = {}
    for attempt in attempts:
        by_participant.setdefault(attempt.participant, []).append(attempt)
    form: Form = (
        "clopper_pearson_effective_n" if rules.profile == "strict" else "adjusted_wald_effective_n"
    )
    each = list(by_participant.values())
    made = clustered_proportion(
        [count_completed(own) for own in each], [len(own) for own in each], method=form
    )
    figure = bunches_of(made, count_completed(attempts))
    return Overall(
        completion=figure,
        effective_n=made.n_effective,
        positions=build_positions(attempts, rules) if has_mixed_order(ended) else (),
        words=_tell(figure, made.n_effective, sum(bool(one) for one in ended.values())),
    )


def _tell(figure: Figure, effective_n: float | None, tasks: int) -> str:
    over = format_count(tasks, "task", "tasks")
    said = f"Over {over}, {figure.head} attempts were completed ({figure.detail})."
    if effective_n is None:
        return said
    worth = format_count(round(effective_n), "independent one", "independent ones")
    return f"{said} For the interval they are worth {worth}."
