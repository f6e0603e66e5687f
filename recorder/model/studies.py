"""A study as its file has it: what is tested, with whom, by which tasks and questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, field_validator

from recorder.model.criteria import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    Clicked,
    Criterion,
    Nested,
    PageReached,
    PagesVisited,
    Reported,
)
from recorder.model.ids import StudyHash, StudyId, TaskId, VariantId
from recorder.model.questions import Question, QuestionKind, Questions
from recorder.model.study_patterns import check_selector
from recorder.model.study_types import (
    LANGUAGE_PATTERN,
    Address,
    Id,
    Number,
    Part,
    Prose,
    Seconds,
    Switch,
    Title,
    Whole,
    Words,
    wrong,
)

__all__ = [
    "FORMAT",
    "All",
    "Answered",
    "AnyOf",
    "AtLeast",
    "Benchmark",
    "Capture",
    "Clicked",
    "Consent",
    "ConsentChoice",
    "Criterion",
    "Exclude",
    "PageReached",
    "PagesVisited",
    "Partial",
    "Participants",
    "Product",
    "Prototype",
    "Question",
    "QuestionKind",
    "Reported",
    "ScreenerQuestion",
    "Study",
    "StudyVersion",
    "Task",
    "Variant",
]

FORMAT = 1
"""The version of the study file's format that this program reads."""

RETENTION_PATTERN = r"^[1-9][0-9]{0,3} (day|week|month|year)s?$"
RETENTION_DAYS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}


def _check_start(start: str) -> str:
    """Refuse a start that is neither a URL nor a file of the prototype folder."""
    address = urlsplit(start)
    if address.scheme in ("http", "https") and address.netloc:
        return start
    if address.scheme or "\\" in start or start.startswith("/") or ".." in start.split("/"):
        remedy = "write prototype/index.html for a file, or https://... for a site"
        raise wrong(f'"{start}" is neither a file beside the study nor a URL; {remedy}')
    if not re.match(r"prototype/.", start):
        name = start.removeprefix("./")
        raise wrong(f'"{start}" is not in the folder prototype; write "prototype/{name}"')
    return start


def _check_origin(origin: str) -> str:
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise wrong(f'"{origin}" is not an origin; write it like https://shop.example')
    if origin != f"{parts.scheme}://{parts.netloc}":
        raise wrong(f'"{origin}" is more than an origin; write "{parts.scheme}://{parts.netloc}"')
    return origin


def _read_paths(value: object) -> object:
    """Take one list of addresses for a list with one path."""
    if isinstance(value, list) and value and not any(isinstance(one, list) for one in value):
        return [value]
    return value


BestPath = tuple[Address, ...] | tuple[tuple[Address, ...], ...]
"""How a file writes shortest ways: one, or several that are as good."""

Start = Annotated[str, Field(max_length=2_000)]
Share = Annotated[Number, Field(gt=0, le=1)]


class Product(Part):
    """What is tested."""

    name: Title
    """The product's name; questionnaires say it instead of "this system"."""

    version: Annotated[str, Field(max_length=100)] = ""
    """Its version, in quotes, such as "2.1"."""


class Prototype(Part):
    """Where participants work."""

    start: Start
    """A file of the prototype folder, such as prototype/index.html, or a site's URL."""

    origins: tuple[str, ...] = ()
    """Other sites that carry the snippet and belong to the prototype: https://pay.example."""

    @field_validator("start")
    @classmethod
    def _check_start(cls, start: str) -> str:
        return _check_start(start)

    @field_validator("origins")
    @classmethod
    def _check_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_check_origin(origin) for origin in origins)


class Variant(Part):
    """One of several designs that are compared."""

    id: Annotated[VariantId, Field(pattern=r"^[a-z0-9-]+$", max_length=64)]
    """The variant's id."""

    title: Title
    """What reports call it."""

    start: Start | None = None
    """Where it starts; like the prototype's start, which holds when this is left out."""

    @field_validator("start")
    @classmethod
    def _check_start(cls, start: str | None) -> str | None:
        return start if start is None else _check_start(start)


class Participants(Part):
    """Who takes part."""

    planned: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    """How many are planned; declared before the data come."""

    groups: tuple[Title, ...] = ()
    """Names of groups that a report tells apart."""

    open: Switch = True
    """Whether people may join by the open link, without an invitation."""


class Capture(Part):
    """What is recorded beside tasks and answers."""

    dom: Switch = False
    """Whether the page itself is recorded, so that a session can be watched."""

    pointer: Switch = True
    """Whether the pointer's path is sampled."""

    text: Literal["none", "marked", "all"] = "none"
    """Text of the page that is taken: none, marked (data-recorder-text) or all."""

    query: tuple[Annotated[str, Field(min_length=1, max_length=100)], ...] = ()
    """Query parameters kept in addresses; all others are cut off."""

    names: Switch = True
    """Whether names of buttons and links are taken, masked."""


class ConsentChoice(Part):
    """Something a participant may agree to or not, and take part all the same."""

    id: Id
    """The choice's id."""

    ask: Words
    """What the participant may tick."""


class Consent(Part):
    """What participants agree to before anything is recorded."""

    version: Annotated[Whole, Field(ge=1)] = 1
    """Raise it when the text changes."""

    text: Words
    """What is recorded, why, who sees it, and how to take the consent back."""

    retention: Annotated[
        str, Field(json_schema_extra={"pattern": RETENTION_PATTERN, "examples": ["12 months"]})
    ]
    """How long the data are kept, such as 12 months."""

    choices: tuple[ConsentChoice, ...] = ()
    """What a participant may agree to besides."""

    @field_validator("retention")
    @classmethod
    def _check_retention(cls, retention: str) -> str:
        if not re.fullmatch(RETENTION_PATTERN, retention):
            raise wrong(f'"{retention}" is not a period; write it like 30 days or 12 months')
        return retention

    @property
    def retention_days(self) -> float:
        """How long the data are kept, in days; a month is a twelfth of a year."""
        count, unit = self.retention.split()
        return int(count) * RETENTION_DAYS[unit.removesuffix("s")]


class ScreenerQuestion(Part):
    """A question that decides who takes part."""

    id: Id
    """The question's id."""

    ask: Words
    """The question."""

    choices: Annotated[tuple[Title, ...], Field(min_length=2, max_length=50)]
    """What can be answered."""

    reject: tuple[Title, ...] = ()
    """Answers after which the participant is thanked and sent away."""


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

    id: Annotated[TaskId, Field(pattern=r"^[a-z0-9-]+$", max_length=64)]
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

    targets: tuple[str, ...] = ()
    """CSS selectors of elements whose clicks a report counts, such as ["#search"]."""

    @field_validator("targets")
    @classmethod
    def _check_targets(cls, targets: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(check_selector(target) for target in targets)


class Exclude(Part):
    """What reports leave out."""

    test_sessions: Switch = True
    """Whether a researcher's own tries are left out."""


class Study(Part):
    """A plan for a usability test."""

    format: Literal[1]
    """The version of this file's format: 1."""

    id: Annotated[StudyId, Field(pattern=r"^[a-z0-9-]+$", max_length=64)]
    """The study's id: small letters, digits and hyphens, like its folder."""

    title: Title
    """What people call the study."""

    product: Product | None = None
    """What is tested."""

    goals: Prose = ""
    """What the study should find out."""

    language: Annotated[str, Field(pattern=LANGUAGE_PATTERN)] = "en"
    """Language of what participants read, such as en or pt-BR."""

    prototype: Prototype | None = None
    """Where participants work; left out when they are sent there in another way."""

    variants: tuple[Variant, ...] = ()
    """Two or more designs to compare."""

    assignment: Literal["between", "within"] = "between"
    """between: each participant gets one variant; within: each gets all, in balanced order."""

    order: Literal["fixed", "random", "latin-square"] = "fixed"
    """Order of the tasks."""

    participants: Participants = Participants()
    """Who takes part."""

    capture: Capture = Capture()
    """What is recorded beside tasks and answers."""

    consent: Consent
    """What participants agree to before anything is recorded."""

    welcome: Prose = ""
    """What participants read first."""

    thanks: Prose = ""
    """What participants read last."""

    screener: tuple[ScreenerQuestion, ...] = ()
    """Questions that decide who takes part."""

    tasks: Annotated[tuple[Task, ...], Field(min_length=1, max_length=100)]
    """What participants are asked to do."""

    after_study: Questions = ()
    """What is asked at the end: names of instruments and own questions."""

    exclude: Exclude = Exclude()
    """What reports leave out."""

    def find_task(self, task_id: str) -> Task | None:
        """Find a task by its id, or None."""
        return next((task for task in self.tasks if task.id == task_id), None)

    def click_selectors(self, task: Task) -> tuple[str, ...]:
        """List the selectors whose clicks count in a task, each once, in the file's order."""
        criteria = [task.success, task.partial.success if task.partial else None]
        clicked = [
            leaf.selector
            for criterion in criteria
            for leaf in list_leaves(criterion)
            if isinstance(leaf, Clicked)
        ]
        return tuple(dict.fromkeys([*clicked, *task.targets]))

    def all_click_selectors(self) -> tuple[str, ...]:
        """List the selectors whose clicks count in any task, each once."""
        every = [selector for task in self.tasks for selector in self.click_selectors(task)]
        return tuple(dict.fromkeys(every))


def list_leaves(criterion: Criterion | None) -> Iterator[Criterion]:
    """Walk through the criteria that hold no others, in the file's order."""
    match criterion:
        case None:
            return
        case All() | AnyOf() | AtLeast():
            for inner in criterion.of:
                yield from list_leaves(inner)
        case _:
            yield criterion


@dataclass(frozen=True, slots=True)
class StudyVersion:
    """A study and the very text it was read from.

    Attributes:
        hash: SHA-256 of the file's bytes: sessions keep it, and are scored with this text.
        text: The file's text, every byte of it.
    """

    study: Study
    hash: StudyHash
    text: str
