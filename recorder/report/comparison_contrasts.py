"""One measure of two sides as the report has it: the effect, its test, and a plain sentence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from recorder.metrics.equivalence import is_equivalent
from recorder.metrics.estimates import Interval
from recorder.report.comparison_drafts import Draft
from recorder.report.comparison_tests import METHOD_TITLES, TEST_TITLES
from recorder.report.comparison_words import (
    LEVEL,
    Favours,
    Places,
    find_favoured,
    tell_effect,
    tell_lead,
    tell_nothing,
    tell_open,
)
from recorder.report.figures import figure_of, tested_by
from recorder.report.rules import Rules
from recorder.report.tree import Contrast, Figure, Share, Tested
from recorder.report.words import FEW, format_p

CORRECTION_NAMES = {"holm": "Holm", "benjamini_hochberg": "Benjamini-Hochberg"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all measures of one comparison.

    Attributes:
        margin: A difference of completion, 0 to 1, that does not matter; None where none
            was declared.
    """

    kind: Literal["variants", "versions", "studies"]
    rules: Rules
    correction: Literal["holm", "benjamini_hochberg"]
    margin: float | None = None


def make_contrast(
    draft: Draft, frame: Frame, places: Places, adjusted_p: float | None, tests: int
) -> Contrast:
    """Put one measure's effect, test and sentence together.

    Args:
        draft: What was found.
        frame: What holds for all measures.
        places: What the sides are called.
        adjusted_p: p after the correction; None without a test.
        tests: How many tests were corrected together.
    """
    effect = draft.found.effect
    told = tell_effect(draft.tongue, effect, people=draft.people, counts=_counts(draft))
    live = _live(draft) if frame.rules.is_running else None
    favoured = _ahead(draft)
    is_shown = bool(favoured) and _is_shown(draft, adjusted_p, live)
    return Contrast(
        measure=draft.measure,
        title=draft.title,
        a=draft.a,
        b=draft.b,
        effect=figure_of(effect, told),
        tested=_tested(draft, frame, adjusted_p, tests),
        sentence=_tell(draft, places, favoured, live, adjusted_p, tests),
        method=METHOD_TITLES.get(effect.method, "") if effect.interval else "",
        favours=favoured if is_shown else "",
        live=live,
        equivalence=_tell_equivalence(draft, frame.margin),
    )


def _ahead(draft: Draft) -> Favours:
    """Tell which side is ahead; a chance without an interval is judged by its test alone."""
    effect, test = draft.found.effect, draft.found.test
    if draft.tongue.is_chance and effect.interval is None:
        if effect.estimate is None or effect.estimate == 0.5 or test is None:
            return ""
        if (test.p or 0) > LEVEL:
            return ""
        return "b" if effect.estimate > 0.5 else "a"
    return find_favoured(draft.tongue, effect)


def _is_shown(draft: Draft, adjusted_p: float | None, live: Figure | None) -> bool:
    if adjusted_p is not None and adjusted_p > LEVEL:
        return False
    return live is None or bool(find_favoured(draft.tongue, live.estimate))


def _tell(
    draft: Draft,
    places: Places,
    favoured: Favours,
    live: Figure | None,
    adjusted_p: float | None,
    tests: int,
) -> str:
    effect, test = draft.found.effect, draft.found.test
    if effect.estimate is None or min(draft.ns) == 0:
        return tell_nothing(draft.tongue, effect, places, draft.ns)
    if not favoured:
        if effect.interval is None and test is None:
            return tell_nothing(draft.tongue, effect, places, draft.ns)
        return tell_open(draft.tongue, effect, places)
    lead = tell_lead(draft.tongue, effect, favoured, places)
    doubts = list(_doubts(draft, live, adjusted_p, tests))
    return f"{lead}; but {' and '.join(doubts)}." if doubts else f"{lead}."


def _doubts(
    draft: Draft, live: Figure | None, adjusted_p: float | None, tests: int
) -> Iterator[str]:
    test = draft.found.test
    if test is not None and (test.p or 0) > LEVEL:
        yield f"the test is less sure ({format_p(test.p or 0)}), so take it as a hint"
    elif adjusted_p is not None and adjusted_p > LEVEL:
        yield f"among {tests} tests at once this may be chance ({format_p(adjusted_p)} corrected)"
    if live is not None and not find_favoured(draft.tongue, live.estimate):
        yield "the study still runs and this is not settled yet"


def _tested(draft: Draft, frame: Frame, adjusted_p: float | None, tests: int) -> Tested | None:
    test = draft.found.test
    if test is None:
        return None
    made = tested_by(test, TEST_TITLES[test.method])
    if made is None or adjusted_p is None or tests < 2:
        return made
    name = CORRECTION_NAMES[frame.correction]
    words = f"{made.words}; {format_p(adjusted_p)} corrected for {tests} tests ({name})"
    return replace(made, words=words, adjusted_p=adjusted_p)


def _counts(draft: Draft) -> str:
    """Write counts where a percentage would say more than so few people do."""
    if isinstance(draft.a, Share) and isinstance(draft.b, Share) and min(draft.ns) < FEW:
        return f"{draft.b.head} against {draft.a.head}"
    return ""


def _live(draft: Draft) -> Figure | None:
    live = draft.found.live
    if live is None or live.estimate is None:
        return None
    told = tell_effect(draft.tongue, live, people=draft.people, counts=_counts(draft))
    return figure_of(live, told)


def _tell_equivalence(draft: Draft, margin: float | None) -> str:
    narrow = draft.found.narrow
    if margin is None or narrow is None or draft.measure != "completion":
        return ""
    verdict = is_equivalent(narrow, Interval(-margin, margin))
    points = f"{100 * margin:.0f} points"
    if verdict is None:
        return ""
    if verdict:
        return f"As good as the same: the whole 90 % interval lies within {points} either way."
    return f"Not shown to be within {points} either way: the 90 % interval reaches beyond."
