"""The Usability Metric for User Experience, with four items or with two."""

from collections.abc import Sequence

from recorder.metrics.answers import check_item_count, on_scale

UMUX_ITEMS = 4
UMUX_LITE_ITEMS = 2


def umux_score(items: Sequence[float | None]) -> float | None:
    """Score one participant's UMUX, 0 to 100; None when an item is missing.

    The first and third item praise, the second and fourth complain.

    Args:
        items: The four answers in order, 1 (disagree) to 7 (agree).

    Raises:
        ValueError: There are not four items, or one is outside 1 to 7.

    Source:
        Finstad (2010), The Usability Metric for User Experience. Interacting with
        Computers 22, 323-327.
    """
    check_item_count(items, UMUX_ITEMS, "UMUX")
    there, n_missing = on_scale(items, 1, 7, "item_out_of_range")
    if n_missing:
        return None
    praise, complaint = there[0::2], there[1::2]
    return (sum(value - 1 for value in praise) + sum(7 - value for value in complaint)) * 100 / 24


def umux_lite_score(items: Sequence[float | None]) -> float | None:
    """Score one participant's UMUX-Lite, 0 to 100; None when an item is missing.

    Compare it with norms of the SUS as it is; `legacy_sus_regression` is not applied.

    Args:
        items: The two answers in order, 1 (disagree) to 7 (agree).

    Raises:
        ValueError: There are not two items, or one is outside 1 to 7.

    Source:
        Lewis, Utesch & Maher (2013), UMUX-LITE: when there's no time for the SUS.
        Proc. CHI '13, 2099-2102.
    """
    check_item_count(items, UMUX_LITE_ITEMS, "UMUX-Lite")
    there, n_missing = on_scale(items, 1, 7, "item_out_of_range")
    return None if n_missing else (sum(there) - 2) * 100 / 12


def legacy_sus_regression(score: float) -> float:
    """Predict a SUS score from a UMUX-Lite score as was once advised.

    Only for comparing with numbers published so. It cannot exceed 87.9 and speaks badly
    of good products; its own authors advise against it since 2020.

    Args:
        score: A UMUX-Lite score or a mean of them, 0 to 100.

    Raises:
        ValueError: The score lies outside 0 to 100.

    Source:
        Lewis, Utesch & Maher (2013), as above. Against it: Lah, Lewis & Sumak (2020),
        Perceived usability and the modified technology acceptance model. International
        Journal of Human-Computer Interaction 36, 1216-1230.
    """
    on_scale([score], 0, 100, "score_out_of_range")
    return 0.65 * score + 22.9
