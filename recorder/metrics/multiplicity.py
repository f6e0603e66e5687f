"""Several tests at once: some will look significant by chance alone."""

from collections.abc import Sequence


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """Adjust p values so that none of the set is likely to mislead.

    It is for a set declared before the data were seen. Reject where the adjusted p is
    below the level; then any false rejection in the set is no likelier than the level.

    Args:
        p_values: One for each test, 0 to 1; None where a test has none. Those stay None
            and do not count.

    Returns:
        The adjusted p values, 0 to 1, in the same order.

    Raises:
        ValueError: A p value does not lie between 0 and 1.

    Source:
        Holm (1979), A simple sequentially rejective multiple test procedure. Scandinavian
        Journal of Statistics 6, 65-70.
    """
    ordered = _sorted_places(p_values)
    adjusted: list[float | None] = [None] * len(p_values)
    highest = 0.0
    for rank, (p, place) in enumerate(ordered):
        highest = max(highest, min((len(ordered) - rank) * p, 1.0))
        adjusted[place] = highest
    return adjusted


def benjamini_hochberg(p_values: Sequence[float | None]) -> list[float | None]:
    """Adjust p values so that few of those called significant mislead.

    It is for screening: of the tests with an adjusted p below .05, about 5 % are expected
    to be false alarms.

    Args:
        p_values: As in `holm`.

    Returns:
        The adjusted p values, 0 to 1, in the same order.

    Raises:
        ValueError: A p value does not lie between 0 and 1.

    Source:
        Benjamini & Hochberg (1995), Controlling the false discovery rate. Journal of the
        Royal Statistical Society B 57, 289-300.
    """
    from scipy.stats import false_discovery_control

    ordered = _sorted_places(p_values)
    adjusted: list[float | None] = [None] * len(p_values)
    if ordered:
        found = false_discovery_control([p for p, _ in ordered], method="bh")
        for (_, place), p in zip(ordered, found.tolist(), strict=True):
            adjusted[place] = p
    return adjusted


def _sorted_places(p_values: Sequence[float | None]) -> list[tuple[float, int]]:
    """Order the p values that are there, each with its place in the set."""
    there = [(p, place) for place, p in enumerate(p_values) if p is not None]
    for p, _ in there:
        if not 0 <= p <= 1:
            raise ValueError(f"invalid_p: {p} does not lie between 0 and 1")
    return sorted(there)
