"""Our measures under the names that the golden vectors use."""

from collections.abc import Mapping
from typing import Any

from tests.metrics.doors import (
    agreement,
    discovery,
    mean_differences,
    navigation,
    planning,
    questionnaires,
    sequences,
    shares,
    times,
)
from tests.metrics.doors.plain import Door, Result

IMPLEMENTED: dict[str, Door] = {
    **shares.DOORS,
    **sequences.DOORS,
    **planning.DOORS,
    **times.DOORS,
    **navigation.DOORS,
    **mean_differences.DOORS,
    **questionnaires.DOORS,
    **agreement.DOORS,
    **discovery.DOORS,
}


def evaluate(metric: str, inputs: Mapping[str, Any]) -> Result:
    """Compute one measure from a golden vector's inputs.

    Args:
        metric: Its name in the golden file, such as `proportion_ci`.
        inputs: As in the golden file; `method` chooses where a measure has several.

    Returns:
        The estimate under the measure's own name (`mean`, `difference`, `p` ...), and
        `low`, `high`, `n`, `n_missing`, `method`, `confidence`, `reason` and `flags`
        where the measure has them.

    Raises:
        KeyError: The measure or the method is not one of ours.
        ValueError: The inputs are refused, as some vectors expect.
    """
    return IMPLEMENTED[metric](inputs)
