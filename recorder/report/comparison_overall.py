"""Whether any of more than two variants differs at all, before pairs are looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log

from recorder.metrics.estimates import Significance
from recorder.metrics.paired_rates import cochran_q
from recorder.metrics.ranks import kruskal_permutation
from recorder.metrics.rate_tests import overall_n_minus_1
from recorder.metrics.tallies import Tally
from recorder.metrics.variants import welch_anova
from recorder.model.attempts import Attempt
from recorder.model.studies import Task
from recorder.report.assigned import count_completed
from recorder.report.comparison_sides import Group, choose_design
from recorder.report.comparison_tests import MOST_COUNTED, TEST_TITLES
from recorder.report.comparison_words import LEVEL
from recorder.report.figures import tested_by
from recorder.report.questionnaires import build_questionnaires, filled_after_study
from recorder.report.rules import Rules
from recorder.report.timing import is_success, seconds
from recorder.report.tree import Tested

Tries = Sequence[Sequence[Attempt]]


def run_overall_tests(groups: Sequence[Group], rules: Rules) -> tuple[Tested, ...]:
    """Test three variants or more at once, in completion and time of each task and in scores.

    Where some people worked with several variants and others did not, nothing is tested.
    """
    designs = [
        choose_design(one, other)
        for place, one in enumerate(groups)
        for other in groups[place + 1 :]
    ]
    if any(design.refused for design in designs):
        return ()
    paired = {design.is_paired for design in designs}
    if len(paired) > 1:
        return ()
    study = groups[0].study
    made: list[Tested] = []
    for task in study.tasks:
        made += _test_task(task, groups, rules, is_paired=True in paired)
    if True not in paired:
        made += _test_scores(groups)
    return tuple(made)


def _test_task(
    task: Task, groups: Sequence[Group], rules: Rules, *, is_paired: bool
) -> Iterator[Tested]:
    tries = [group.ended(task.id) for group in groups]
    name = f"“{task.title}”"
    if is_paired:
        yield from _tell(f"{name}, completion", cochran_q(_rows(tries)))
        return
    tallies = [Tally(count_completed(each), len(each)) for each in tries]
    yield from _tell(f"{name}, completion", overall_n_minus_1(tallies))
    yield from _tell(f"{name}, time", _test_times(tries, rules))


def _test_times(tries: Tries, rules: Rules) -> Significance:
    times = [[seconds(one) for one in each if is_success(one)] for each in tries]
    # Dealing more people out at random takes seconds; their logarithms are near enough to normal.
    if rules.profile == "strict" and sum(map(len, times)) <= MOST_COUNTED:
        return kruskal_permutation(times, seed=rules.seed)
    return welch_anova([[log(one) for one in each if one is not None] for each in times])


def _test_scores(groups: Sequence[Group]) -> Iterator[Tested]:
    scored = [
        {
            one.instrument: one
            for one in build_questionnaires(
                group.study.after_study, filled_after_study(group.readings)
            )
        }
        for group in groups
    ]
    for name, one in scored[0].items():
        if name != "nps":
            values = [[score for _, score in each[name].scores] for each in scored]
            yield from _tell(one.title, welch_anova(values))


def _rows(tries: Tries) -> list[list[float | None]]:
    done = [{one.participant: float(is_success(one)) for one in each} for each in tries]
    everybody = sorted({who for each in done for who in each})
    return [[each.get(who) for each in done] for who in everybody]


def _tell(what: str, test: Significance) -> Iterator[Tested]:
    made = tested_by(test, TEST_TITLES[test.method])
    if made is None:
        return
    is_shown = (test.p or 0) <= LEVEL
    says = "at least one differs" if is_shown else "no evidence that any differs"
    yield replace(made, words=f"{what}, all variants at once: {says} ({made.words}).")
