"""More than two designs: whether any differs, and then which from which."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, variance

from scipy.special import fdtrc

from recorder.metrics.estimates import CONFIDENCE, Reason, Significance, present
from recorder.metrics.mean_differences import Comparison, is_constant, welch_difference
from recorder.metrics.multiplicity import holm

Values = Sequence[float | None]
Compare = Callable[[Values, Values, float], Comparison]


@dataclass(frozen=True, slots=True)
class PairOfVariants:
    """Two of several designs compared.

    Attributes:
        first: Name of the one.
        second: Name of the other.
        comparison: The first against the second, as if they were alone; its interval has
            the confidence asked for, not one for all pairs at once.
        p_holm: p of the test, adjusted for all pairs; None where the test has none.
    """

    first: str
    second: str
    comparison: Comparison
    p_holm: float | None


def welch_anova(groups: Sequence[Iterable[float | None]]) -> Significance:
    """Test whether the means of several groups of people differ at all.

    The groups may spread differently. For times, hand in their logarithms.

    Args:
        groups: Two or more groups of values; None where one is missing.

    Returns:
        p and F; `df` is the second number of degrees of freedom, the first being one less
        than there are groups. No p where a group has fewer than two values or does not
        vary: it would be given endless weight.

    Raises:
        ValueError: There are fewer than two groups.

    Source:
        Welch (1951), On the comparison of several mean values: an alternative approach.
        Biometrika 38, 330-336.
    """
    there = [present(group)[0] for group in groups]
    if len(there) < 2:
        raise ValueError(f"a comparison asks for two or more groups, not {len(there)}")
    n, why = sum(map(len, there)), _reason_against_anova(there)
    if why is not None:
        return Significance(None, "welch_anova", n, reason=why)
    f, df = _welch_f(there)
    return Significance(float(fdtrc(len(there) - 1, df, f)), "welch_anova", n, f, df)


def compare_pairs(
    groups: Mapping[str, Values],
    compare: Compare = welch_difference,
    confidence: float = CONFIDENCE,
) -> tuple[PairOfVariants, ...]:
    """Compare every design with every other, and adjust for how many pairs that makes.

    Args:
        groups: Values of each design's own group of people, by the design's name.
        compare: `welch_difference` for scores, `welch_log_ratio` for times.
        confidence: Coverage aimed at in each pair.

    Returns:
        All pairs, in the order of the designs.
    """
    names = list(combinations(groups, 2))
    made = [compare(groups[first], groups[second], confidence) for first, second in names]
    adjusted = holm([one.test.p for one in made])
    return tuple(
        PairOfVariants(first, second, one, p)
        for (first, second), one, p in zip(names, made, adjusted, strict=True)
    )


def _reason_against_anova(groups: list[list[float]]) -> Reason | None:
    if not all(groups):
        return Reason.NO_DATA
    if min(map(len, groups)) < 2:
        return Reason.N_TOO_SMALL
    return Reason.ZERO_VARIANCE if any(map(is_constant, groups)) else None


def _welch_f(groups: list[list[float]]) -> tuple[float, float]:
    """Answer F and its second degrees of freedom, means weighed by how sure they are."""
    k = len(groups)
    weights = [len(group) / variance(group) for group in groups]
    means, total = [fmean(group) for group in groups], sum(weights)
    centre = fmean(means, weights)
    between = sum(w * (mean - centre) ** 2 for w, mean in zip(weights, means, strict=True))
    doubt = sum(
        (1 - weight / total) ** 2 / (len(group) - 1)
        for weight, group in zip(weights, groups, strict=True)
    )
    f = between / (k - 1) / (1 + 2 * (k - 2) / (k * k - 1) * doubt)
    return f, (k * k - 1) / (3 * doubt)
