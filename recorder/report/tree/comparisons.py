"""Two or more variants, versions or studies held against each other."""

from dataclasses import dataclass
from typing import Literal

from recorder.model.ids import TaskId
from recorder.report.tree.figures import Figure, Share, Tested


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that are compared.

    Attributes:
        key: Id of the variant, hash of the version, or id of the study.
        words: What people call it.
        participants: How many took part and count.
    """

    key: str
    words: str
    participants: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two sides compared in one measure: the effect, its interval, then the test.

    Attributes:
        measure: `completion`, `time`, `time_of_all`, `ease`, or a questionnaire's name.
        a: What the first side got, in words with its n.
        b: What the second side got.
        effect: Second less first, or second divided by first for times; a difference of
            shares is -1 to 1. For `time_of_all` the chance that somebody of the second side
            is faster than somebody of the first, 0 to 1.
        tested: None where the data allow no test.
        sentence: One line of plain language; never `no difference`.
        method: How the interval was made, in words.
        favours: Which side has more, or is faster, where the data say so; "" where they
            leave it open.
        live: The effect with an interval that may be read at any time; None for sides that
            are complete, and where there is no such interval.
        equivalence: Whether the difference is within what was declared not to matter, in a
            sentence; "" where nothing was declared.
    """

    measure: str
    title: str
    a: Share | Figure
    b: Share | Figure
    effect: Figure
    tested: Tested | None
    sentence: str
    method: str = ""
    favours: Literal["a", "b", ""] = ""
    live: Figure | None = None
    equivalence: str = ""


@dataclass(frozen=True, slots=True)
class TaskContrasts:
    """One task compared in all measures."""

    task: TaskId
    title: str
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides compared in everything that both were measured in.

    Attributes:
        kind: What the sides are.
        design: Whether the same people worked with both.
        correction: How the p values of several tasks were corrected.
        corrected: The same in a sentence, with how many tests there were.
        tasks: In the study's order.
        scores: Contrasts of the questionnaires after the study.
        overall: Tests of more than two sides at once, in sentences; empty for two.
        refused: Why nothing is compared, in a sentence; "" when it is.
        summary: What a reader with half a minute needs.
        notes: Who and what is left out, and why, in sentences.
        overall_tests: The tests that `overall` tells of.
    """

    kind: Literal["variants", "versions", "studies"]
    design: Literal["independent", "paired"]
    a: Side
    b: Side
    correction: Literal["holm", "benjamini_hochberg"]
    tasks: tuple[TaskContrasts, ...]
    scores: tuple[Contrast, ...]
    overall: tuple[str, ...] = ()
    refused: str = ""
    summary: tuple[str, ...] = ()
    corrected: str = ""
    notes: tuple[str, ...] = ()
    overall_tests: tuple[Tested, ...] = ()
