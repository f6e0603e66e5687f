"""Who gets which variant, and in which order the tasks: balanced, and the same when asked again.

Balance keeps what a design does apart from who tried it and from what came before it.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Literal, TypeVar

T = TypeVar("T")

Order = Literal["fixed", "random", "latin-square"]


def pick_variant(variants: Sequence[T], filled: Mapping[T, int], *, seed: str) -> T | None:
    """Pick the variant that fewest participants have; None when there are no variants.

    Between equals chance decides, so that nobody can tell what comes next.

    Args:
        variants: What there is to pick from.
        filled: Participants of each variant so far; a missing one has none.
        seed: The same seed picks the same.
    """
    if not variants:
        return None
    fewest = min(filled.get(variant, 0) for variant in variants)
    least = [variant for variant in variants if filled.get(variant, 0) == fewest]
    return random.Random(seed).choice(least)  # noqa: S311 (balance, not secrecy)


def order_tasks(tasks: Sequence[T], order: Order, *, seed: str, row: int) -> tuple[T, ...]:
    """Put the tasks in the order that one participant gets.

    Args:
        tasks: The tasks as the study lists them.
        order: As listed, by chance, or balanced over participants.
        seed: Decides a random order; the same seed gives the same order.
        row: Participants before this one, with the same variant; decides a balanced order.
    """
    match order:
        case "fixed":
            return tuple(tasks)
        case "random":
            shuffled = list(tasks)
            random.Random(seed).shuffle(shuffled)  # noqa: S311 (balance, not secrecy)
            return tuple(shuffled)
        case "latin-square":
            return tuple(tasks[place] for place in balanced_row(len(tasks), row))


def balanced_row(size: int, row: int) -> tuple[int, ...]:
    """Tell one row of a Latin square balanced for what comes immediately before.

    In `size` rows (twice as many when `size` is odd) each thing stands at each place equally
    often, and follows each other thing equally often.

    Args:
        size: Things to order, 0 or more.
        row: Any number from 0; rows repeat.

    Source:
        Williams (1949), Experimental designs balanced for the estimation of residual effects
        of treatments. Australian Journal of Scientific Research A 2, 149-168.
    """
    if size == 0:
        return ()
    zigzag = [(place + 1) // 2 if place % 2 else -(place // 2) for place in range(size)]
    shifted = tuple((step + row) % size for step in zigzag)
    is_mirrored = size % 2 == 1 and row // size % 2 == 1
    return shifted[::-1] if is_mirrored else shifted
