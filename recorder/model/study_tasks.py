"""A task of a study: what a participant is asked to do, and when it counts as done."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from recorder.model.criteria import Nested
from recorder.model.ids import TaskId
from recorder.model.questions import Questions
from recorder.model.study_patterns import check_selector
from recorder.model.study_types import (
    ID_LENGTH,
    ID_PATTERN,
    Address,
    Number,
    Part,
    Seconds,
    Title,
    Words,
)

BestPath = tuple[Address, ...] | tuple[tuple[Address, ...], ...]
"""How a file writes shortest ways: one, or several that are as good."""

Share = Annotated[Number, Field(gt=0, le=1)]


def _read_paths(value: object) -> object:
    """Take one list of addresses for a list with one path."""
    if isinstance(value, list) and value and not any(isinstance(one, list) for one in value):
        return [value]
    return value


class Partial(Part):
    """What earns a part of the score when the success criterion is not met."""

    score: Annotated[Number, Field(gt=0, lt=1)]
    """The score, between 0 and 1."""

    success: Nested
    """What must be met for it."""


class Benchmark(Part):
    """What the product should reach, declared before the data come."""

    completion: Share | None = None
    """Share of participants who should complete the task, such as 0.8."""

    time_s: Annotated[Seconds | None, Field(validation_alias="time")] = None
    """Time in which the task should typically be done, such as 60s."""


class Task(Part):
    """What a participant is asked to do."""

    id: Annotated[TaskId, Field(pattern=ID_PATTERN, max_length=ID_LENGTH)]
    """The task's id: small letters, digits and hyphens."""

    title: Title
    """What reports call it; participants do not see it before they start."""

    scenario: Words
    """What participants read: a situation and a goal, without the words on the buttons."""

    start: Address | None = None
    """The page where the clock starts; wherever the participant is when left out."""

    time_limit_s: Annotated[Seconds | None, Field(validation_alias="time_limit")] = None
    """When the task ends by itself, such as 3m; never when left out."""

    ends: Literal["on_done", "on_success"] = "on_done"
    """on_done: when the participant says so; on_success: as soon as the criterion is met."""

    success: Nested | None = None
    """When the task counts as done; without it the participant's word counts."""

    partial: Partial | None = None
    """What earns a part of the score when success is not met."""

    best_paths: Annotated[
        tuple[tuple[Address, ...], ...],
        Field(validation_alias="best_path"),
        BeforeValidator(_read_paths, json_schema_input_type=BestPath),
    ] = ()
    """Addresses of the shortest way: one list, or a list of lists when several are as good."""

    benchmark: Benchmark | None = None
    """What the product should reach."""

    questions: Questions = ()
    """What is asked after the task: names of instruments and own questions."""

    targets: tuple[Annotated[str, AfterValidator(check_selector)], ...] = ()
    """CSS selectors of elements whose clicks a report counts, such as ["#search"]."""
