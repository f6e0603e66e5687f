"""Perceived workload: the NASA Task Load Index without weights."""

from collections.abc import Sequence
from statistics import fmean

from recorder.metrics.answers import check_item_count, on_scale

TLX_SCALES = 6
TLX_STEPS = 20
"""Steps between the ends of the printed scale: 21 marks, rated 0 to 20."""


def raw_tlx_score(items: Sequence[float | None], *, scale_max: float = TLX_STEPS) -> float | None:
    """Score one participant's workload, 0 (none) to 100; None when a scale is missing.

    The mean of six scales as they are. The original weighs them by fifteen comparisons;
    leaving those out changes little and takes a fifth of the time. All six run from low
    to high workload, performance too: its ends are "perfect" and "failure".

    Args:
        items: Mental, physical and temporal demand, performance, effort and frustration,
            each 0 to `scale_max`.
        scale_max: 20 for the 21 marks of the printed scale, 100 for a slider.

    Raises:
        ValueError: There are not six scales, or one is outside 0 to `scale_max`.

    Source:
        Hart & Staveland (1988), Development of NASA-TLX. Without weights: Byers, Bittner &
        Hill (1989), Traditional and raw task load index correlations: are paired
        comparisons necessary? Hart (2006), NASA-Task Load Index; 20 years later.
    """
    check_item_count(items, TLX_SCALES, "NASA-TLX")
    there, n_missing = on_scale(items, 0, scale_max, "item_out_of_range")
    return None if n_missing else 100 * fmean(there) / scale_max
