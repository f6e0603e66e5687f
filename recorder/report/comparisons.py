"""Variants, versions and rounds held against each other, the second against the first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from recorder.metrics.multiplicity import benjamini_hochberg, holm
from recorder.metrics.resampling import seed_from
from recorder.model.ids import TaskId
from recorder.model.studies import Study, Task
from recorder.report.comparison_contrasts import Frame, make_contrast
from recorder.report.comparison_drafts import Draft, Family, draft_task
from recorder.report.comparison_overall import run_overall_tests
from recorder.report.comparison_scores import draft_scores
from recorder.report.comparison_sides import (
    Design,
    Group,
    choose_design,
    group_variants,
    make_group,
)
from recorder.report.comparison_summary import tell_comparison, tell_correction
from recorder.report.comparison_words import Places
from recorder.report.exclusions import split_readings
from recorder.report.readings import SessionReading
from recorder.report.rules import STANDARD, Rules
from recorder.report.tree import Comparison, Profile, TaskContrasts
from recorder.report.words import format_list

Kind = Literal["variants", "versions", "studies"]
Correction = Literal["holm", "benjamini_hochberg"]
CORRECT = {"holm": holm, "benjamini_hochberg": benjamini_hochberg}


@dataclass(frozen=True, slots=True)
class Round:
    """A study, or one version of it, with all its sessions.

    Attributes:
        key: Id of the study, or hash of the version.
        words: What people call it.
    """

    key: str
    words: str
    study: Study
    readings: tuple[SessionReading, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    first: Group
    second: Group
    design: Design
    drafts: tuple[Draft, ...]


def compare_variants(
    study: Study,
    counted: Sequence[SessionReading],
    rules: Rules = STANDARD,
    *,
    margin: float | None = None,
) -> tuple[Comparison, ...]:
    """Compare every variant of a study with every other.

    Args:
        study: The newest version of the study.
        counted: The sessions that its figures count.
        rules: The profile, whether the study still runs, and where drawing starts.
        margin: A difference of completion, 0 to 1, that was declared not to matter.

    Returns:
        One for each pair of variants with a session; empty with fewer than two of them.
    """
    groups = group_variants(study, counted)
    pairs = [_pair(one, other, rules) for one, other in combinations(groups, 2)]
    frame = Frame("variants", rules, _choose(study, rules, len(groups)), margin)
    made = _finish(pairs, frame)
    if len(groups) < 3:
        return made
    tests = run_overall_tests(groups, rules)
    sentences = tuple(test.words for test in tests)
    return tuple(replace(one, overall=sentences, overall_tests=tests) for one in made)


def compare_rounds(
    a: Round,
    b: Round,
    *,
    kind: Literal["versions", "studies"] = "studies",
    profile: Profile | None = None,
    margin: float | None = None,
) -> Comparison:
    """Compare two studies, or two versions of one, task by task; tasks are matched by their id.

    People of two studies are taken for different people, whatever they are called there.

    Args:
        a: The earlier one, which is taken off.
        b: The later one, which is counted up.
        kind: What the rounds are; the same names are the same people in versions only.
        profile: Which methods to use; None uses those that the later one chooses.
        margin: A difference of completion, 0 to 1, that was declared not to matter.
    """
    rules = Rules(
        profile=profile or b.study.report.profile,
        is_running=_is_running(a, b, kind),
        seed=seed_from(b.study.id),
    )
    first, second = _group(a), _group(b)
    design = choose_design(first, second) if kind == "versions" else Design(is_paired=False)
    made = _Pair(first, second, design, _draft(first, second, design, rules))
    return _finish([made], Frame(kind, rules, _choose(b.study, rules, 2), margin))[0]


def _group(one: Round) -> Group:
    counted, _ = split_readings(one.study, one.readings)
    return make_group(one.key, one.words, one.study, counted)


def _is_running(a: Round, b: Round, kind: Kind) -> bool:
    if kind == "versions":
        everybody = len(_group(a).readings) + len(_group(b).readings)
        return everybody < (b.study.participants.planned or 0)
    return any(len(_group(one).readings) < (one.study.participants.planned or 0) for one in (a, b))


def _choose(study: Study, rules: Rules, sides: int) -> Correction:
    """Choose how tests are corrected: strictly where goals were declared, or sides are many."""
    has_goals = any(task.benchmark is not None for task in study.tasks)
    return "holm" if has_goals or sides > 2 or rules.profile == "strict" else "benjamini_hochberg"


def _pair(first: Group, second: Group, rules: Rules) -> _Pair:
    design = choose_design(first, second)
    return _Pair(first, second, design, _draft(first, second, design, rules))


def _draft(first: Group, second: Group, design: Design, rules: Rules) -> tuple[Draft, ...]:
    if design.refused:
        return ()
    made = [
        draft
        for both in _common(first, second)
        for draft in draft_task(both, first, second, is_paired=design.is_paired, rules=rules)
    ]
    made += draft_scores(first, second, is_paired=design.is_paired, rules=rules)
    return tuple(made)


def _common(first: Group, second: Group) -> Iterator[tuple[Task, Task]]:
    for task in second.study.tasks:
        other = first.study.find_task(task.id)
        if other is not None:
            yield other, task


def _finish(pairs: Sequence[_Pair], frame: Frame) -> tuple[Comparison, ...]:
    """Correct the tests of all pairs together, family by family, and tell what they say."""
    drafts = [draft for pair in pairs for draft in pair.drafts]
    tests = Counter(draft.family for draft in drafts if draft.found.test is not None)
    adjusted = iter(_adjust(drafts, frame.correction))
    corrected = tell_correction(frame.correction, tests, len(pairs))
    return tuple(
        _compare(pair, frame, [next(adjusted) for _ in pair.drafts], tests, corrected)
        for pair in pairs
    )


def _adjust(drafts: Sequence[Draft], correction: Correction) -> list[float | None]:
    adjusted: list[float | None] = [None] * len(drafts)
    for family in {draft.family for draft in drafts}:
        places = [place for place, draft in enumerate(drafts) if draft.family == family]
        tests = [drafts[place].found.test for place in places]
        made = CORRECT[correction]([test.p if test else None for test in tests])
        for place, p in zip(places, made, strict=True):
            adjusted[place] = p
    return adjusted


def _compare(
    pair: _Pair,
    frame: Frame,
    adjusted: Sequence[float | None],
    tests: Counter[Family],
    corrected: str,
) -> Comparison:
    preposition = "with" if frame.kind == "variants" else "in"
    sides = pair.first.side, pair.second.side
    places = Places(*(f"{preposition} “{side.words}”" for side in sides))
    made = [
        (draft.task, make_contrast(draft, frame, places, p, tests[draft.family]))
        for draft, p in zip(pair.drafts, adjusted, strict=True)
    ]
    by_task = [
        TaskContrasts(
            TaskId(task.id),
            task.title,
            tuple(contrast for name, contrast in made if name == task.id),
        )
        for _, task in _common(pair.first, pair.second)
        if not pair.design.refused
    ]
    comparison = Comparison(
        kind=frame.kind,
        design="paired" if pair.design.is_paired else "independent",
        a=sides[0],
        b=sides[1],
        correction=frame.correction,
        tasks=tuple(by_task),
        scores=tuple(contrast for name, contrast in made if not name),
        refused=pair.design.refused,
        corrected=corrected if made else "",
        notes=(*pair.design.notes, *_notes(pair.first, pair.second)),
    )
    return replace(comparison, summary=tuple(tell_comparison(comparison, frame.rules)))


def _notes(first: Group, second: Group) -> Iterator[str]:
    """Tell which tasks only one side has, and which were worded anew."""
    common = list(_common(first, second))
    for group, other in ((first, second), (second, first)):
        alone = [task.title for task in group.study.tasks if not other.study.find_task(task.id)]
        if alone:
            names = format_list([f"“{title}”" for title in alone])
            yield f"Only “{group.side.words}” has {names}: not compared."
    changed = [later.title for earlier, later in common if earlier.scenario != later.scenario]
    if changed:
        names = format_list([f"“{title}”" for title in changed])
        yield f"Worded differently on the two sides, so read with care: {names}."
