"""A study as its file has it: what is tested, with whom, by which tasks and questions."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from recorder.model.criteria import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    Clicked,
    Criterion,
    PageReached,
    PagesVisited,
    Reported,
    list_leaves,
)
from recorder.model.ids import StudyHash, StudyId
from recorder.model.questions import Question, QuestionKind, Questions
from recorder.model.study_markers import DEFAULT_MARKERS, MOST, Marker
from recorder.model.study_parts import (
    SOUND,
    Capture,
    Consent,
    ConsentChoice,
    Exclude,
    Participants,
    Product,
    Prototype,
    Reporting,
    ScreenerQuestion,
    Variant,
)
from recorder.model.study_tasks import Benchmark, Partial, Task
from recorder.model.study_types import (
    ID_LENGTH,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    Part,
    Prose,
    Title,
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
    "Marker",
    "PageReached",
    "PagesVisited",
    "Partial",
    "Participants",
    "Product",
    "Prototype",
    "Question",
    "QuestionKind",
    "Reported",
    "Reporting",
    "ScreenerQuestion",
    "Study",
    "StudyVersion",
    "Task",
    "Variant",
    "list_leaves",
]

FORMAT = 1
"""The version of the study file's format that this program reads."""


class Study(Part):
    """A plan for a usability test."""

    format: Literal[1]
    """The version of this file's format: 1."""

    id: Annotated[StudyId, Field(pattern=ID_PATTERN, max_length=ID_LENGTH)]
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

    markers: Annotated[tuple[Marker, ...], Field(max_length=MOST)] = DEFAULT_MARKERS
    """What observers set at a moment with one key; six common ones when left out."""

    exclude: Exclude = Exclude()
    """What reports leave out."""

    report: Reporting = Reporting()
    """How reports compute."""

    @property
    def choice_ids(self) -> tuple[str, ...]:
        """List what the consent offers besides taking part, the recorder's own choice last."""
        own = [SOUND] if self.capture.sound else []
        return (*(choice.id for choice in self.consent.choices), *own)

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
