"""How fast one participant was beside the others."""

from collections.abc import Sequence
from statistics import median

from recorder.metrics.times import check_times

SPEEDING = 1 / 3
"""Below this part of the usual time nobody can have read, thought and acted."""

FEWEST_OTHERS = 3
"""From fewer others nobody knows what is usual."""


def pace(own_s: Sequence[float], others_s: Sequence[Sequence[float]]) -> float | None:
    """Divide one participant's time over several tasks by what is usual for the same tasks.

    Usual is the median of the others, task by task, so that somebody who was given short
    tasks only is not taken for fast.

    Args:
        own_s: The participant's times on task in seconds, one for each task.
        others_s: The times of all others at the same tasks, in the same order. A task at
            which fewer than three others have a time is left out.

    Returns:
        1 for the usual pace, less for a faster one; None where no task can be judged.

    Raises:
        ValueError: A time is zero, negative or infinite, or the lists differ in length.

    Source:
        A fixed part of the median as the mark of answers given too fast: Greszki, Meyer &
        Schoen (2015), Exploring the effects of removing "too fast" responses and
        respondents from web surveys. Public Opinion Quarterly 79, 471-503. The part of one
        third (`SPEEDING`) is a decision of this program.
    """
    pairs = list(zip(own_s, others_s, strict=True))
    check_times([*own_s, *(time_s for listed in others_s for time_s in listed)])
    judged = [(own, median(listed)) for own, listed in pairs if len(listed) >= FEWEST_OTHERS]
    if not judged:
        return None
    return sum(own for own, _ in judged) / sum(usual for _, usual in judged)


def most_usual(times_s: Sequence[float]) -> float:
    """Answer what the median of the others can be at most, whoever is taken out.

    Who is not fast beside this is not fast, and needs no median of their own: with a thousand
    participants those take seconds.

    Args:
        times_s: Everybody's times at one task in seconds, at least two.
    """
    return sorted(times_s)[min(len(times_s) // 2 + 1, len(times_s) - 1)]
