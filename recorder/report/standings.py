"""Where a mean score of the SUS stands among other products, with both ends of its interval."""

from collections.abc import Sequence

from recorder.metrics.estimates import Estimate
from recorder.metrics.sus import SusSummary, sus_summary
from recorder.report.figures import figure_of
from recorder.report.tree import Standing
from recorder.report.words import Told, format_ordinal, tell_mean


def build_standing(instrument: str, scores: Sequence[float]) -> Standing | None:
    """Place a mean among other products; None without scores.

    UMUX-Lite is held against the norms of the SUS as it is, without any conversion.
    """
    made = sus_summary(scores)
    if made.grade is None or made.adjective is None or made.acceptability is None:
        return None
    return Standing(
        percentile=figure_of(made.percentile, _tell_percentile(made.percentile)),
        grade=made.grade,
        grade_low=made.worst_grade or "",
        grade_high=made.best_grade or "",
        adjective=made.adjective,
        acceptability=made.acceptability,
        words=_tell(instrument, made),
    )


def _tell_percentile(percentile: Estimate) -> Told:
    told = tell_mean(percentile, 0)
    return Told(format_ordinal(percentile.estimate or 0), told.detail)


def _tell(instrument: str, made: SusSummary) -> str:
    against = "" if instrument == "sus" else "Held against the norms of the SUS: "
    middle = made.percentile.estimate or 0
    grade = f"grade {made.grade}"
    ends = made.percentile.interval
    if ends is None:
        place = f"{grade}, {format_ordinal(middle)} percentile"
        return f"{against}{place}; without an interval this says little."
    plausible = f"plausible {made.worst_grade} to {made.best_grade}"
    if made.worst_grade == made.best_grade:
        plausible = "so are both ends of the interval"
    low, high = format_ordinal(ends.low), format_ordinal(ends.high)
    return (
        f"{against}{grade} ({plausible}), {format_ordinal(middle)} percentile ({low} to {high}); "
        f"nearest adjective “{made.adjective}”, {made.acceptability}."
    )
