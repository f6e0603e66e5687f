"""Many values on one axis: a mark for each while there is room, then columns that count them."""

from collections.abc import Sequence

from recorder.report.charts.pictures import Colour, Mark, Scale, box

MOST_DOTS = 200
"""Above so many values their marks would cover each other."""

COLUMNS = 50

NOTE = f"more than {MOST_DOTS} values: the height of a column says how many lie there"


def is_crowded(values: Sequence[object]) -> bool:
    """Tell whether there are too many values for a mark each."""
    return len(values) > MOST_DOTS


def count_columns(values: Sequence[float], scale: Scale) -> list[int]:
    """Count the values in each of the equal columns that the axis is cut into."""
    counts = [0] * COLUMNS
    for value in values:
        counts[min(int(scale.place(value) * COLUMNS), COLUMNS - 1)] += 1
    return counts


def columns(
    counts: Sequence[int], scale: Scale, base: float, height: float, *, most: int, fill: Colour
) -> list[Mark]:
    """Make columns that stand on a line.

    Args:
        counts: As `count_columns` answers them.
        scale: The axis.
        base: Where the columns stand.
        height: Of the highest one.
        most: The count that is as high as `height`.
        fill: Their colour.
    """
    return [
        box(
            scale.at(place / COLUMNS),
            scale.at((place + 0.85) / COLUMNS),
            base - height * count / most,
            base,
            fill,
        )
        for place, count in enumerate(counts)
        if count
    ]
