"""What a reader with half a minute needs of a comparison."""

from collections.abc import Iterator, Mapping

from recorder.report.comparison_drafts import Family
from recorder.report.rules import Rules
from recorder.report.tree import Comparison
from recorder.report.words import format_count, format_list

FAMILY_WORDS: dict[Family, str] = {
    "completion": "of completion",
    "time": "of typical time",
    "time_of_all": "of the times of everybody",
    "ease": "of ease",
    "scores": "of questionnaires",
}

WHY = {
    "holm": "Holm's correction keeps the chance of even one false alarm among them at 5 %",
    "benjamini_hochberg": (
        "no goals were declared, so this is exploration, and Benjamini and Hochberg's "
        "correction keeps false alarms at about 5 % of what is called a difference"
    ),
}


def tell_comparison(comparison: Comparison, rules: Rules) -> Iterator[str]:
    """Tell who was compared, what was found, and what that does not mean."""
    yield _tell_who(comparison)
    if comparison.refused:
        yield comparison.refused
        return
    named = [
        *((f"“{task.title}”: ", one) for task in comparison.tasks for one in task.contrasts),
        *(("", one) for one in comparison.scores),
    ]
    if not named:
        yield "The two have no task and no questionnaire in common, so nothing is compared."
        return
    found = [(where, one) for where, one in named if one.favours]
    yield from (f"{where}{one.sentence}" for where, one in found)
    if not found:
        yield (
            "No evidence of a difference in anything that was measured. That does not show that "
            "the two are alike: each interval tells what is still plausible."
        )
    if rules.is_running:
        yield (
            "Fewer people than planned have taken part: only what also holds in the interval "
            "for every look is called a difference so far."
        )


def tell_correction(correction: str, tests: Mapping[Family, int], pairs: int) -> str:
    """Tell how many tests were corrected together, and how; "" where none needed it."""
    counted = [
        f"{format_count(tests[family], 'test', 'tests')} {words}"
        for family, words in FAMILY_WORDS.items()
        if tests.get(family, 0) > 1
    ]
    if not counted:
        return ""
    over = "tasks and pairs" if pairs > 1 else "tasks"
    which = f"over all {over}: {format_list(counted)}"
    return f"p is corrected for several tests at once, {which}; {WHY[correction]}."


def _tell_who(comparison: Comparison) -> str:
    a, b = comparison.a, comparison.b
    sizes = [format_count(side.participants, "person", "people") for side in (a, b)]
    if comparison.refused:
        return f"“{b.words}” ({sizes[1]}) against “{a.words}” ({sizes[0]})."
    who = "the same people" if comparison.design == "paired" else "different people"
    return f"“{b.words}” ({sizes[1]}) against “{a.words}” ({sizes[0]}): {who}."
