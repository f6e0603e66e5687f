"""When a task counts as done: what a success criterion may say, and how criteria nest."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, field_validator
from pydantic_core import PydanticCustomError

from recorder.model.study_patterns import check_path, check_regex, check_selector
from recorder.model.study_types import Address, Number, Part, Title, Whole, wrong

Match = Literal["exact", "prefix", "suffix", "contains", "glob", "regex"]
VisitOrder = Literal["any", "strict", "exact"]


class PageReached(Part):
    """The participant reached a page."""

    match: Match = "exact"
    """How path is compared: exact, prefix, suffix, contains, glob (* and ?) or regex."""

    path: Annotated[str, Field(max_length=2_000)]
    """The page's path in the prototype, such as /thanks.html."""

    query: dict[str, str] | None = None
    """Query parameters the address must have, each also listed under capture: query."""

    fragment: str | None = None
    """The fragment (after #) the address must have, without the #."""

    @field_validator("path")
    @classmethod
    def _check_path(cls, path: str, info: ValidationInfo) -> str:
        return check_path(path, info.data.get("match", "exact"))


class Clicked(Part):
    """The participant clicked, tapped or activated by key an element."""

    selector: Annotated[str, Field(max_length=2_000)]
    """A CSS selector of the element, in quotes, such as "#place-order"."""

    page: Address | None = None
    """Only on this page; on any page when left out."""

    @field_validator("selector")
    @classmethod
    def _check_selector(cls, selector: str) -> str:
        return check_selector(selector)


class Reported(Part):
    """The page itself told it, by recorder.report(name, data)."""

    name: Title
    """The name the page reports."""

    data: dict[str, object] | None = None
    """Values that must be among those reported; other values may be there too."""


class PagesVisited(Part):
    """The participant saw several pages."""

    visit: Annotated[tuple[Address, ...], Field(min_length=1)]
    """The pages' paths."""

    order: VisitOrder = "any"
    """any, strict (this order, others may lie between) or exact (one right after the other)."""


class Answered(Part):
    """A question of the task was answered in a certain way."""

    question: Annotated[str, Field(min_length=1, max_length=100)]
    """The id of a question of the same task."""

    equals: str | Number | None = None
    """The right answer; case and space around it do not count."""

    one_of: Annotated[tuple[str | Number, ...], Field(min_length=1)] | None = None
    """Several right answers."""

    matches: str | None = None
    """A regular expression that the whole answer must fit."""

    between: tuple[Number, Number] | None = None
    """The lowest and the highest right number."""

    @field_validator("matches")
    @classmethod
    def _check_matches(cls, pattern: str | None) -> str | None:
        return pattern if pattern is None else check_regex(pattern)

    @field_validator("between")
    @classmethod
    def _check_between(cls, ends: tuple[float, float] | None) -> tuple[float, float] | None:
        if ends and ends[0] > ends[1]:
            low, high = ends
            raise wrong(f"has its ends the wrong way round; write [{high:g}, {low:g}]")
        return ends


class All(Part):
    """All of these criteria are met."""

    of: Annotated["tuple[Nested, ...]", Field(min_length=1)]
    """The criteria."""


class AnyOf(Part):
    """At least one of these criteria is met."""

    of: Annotated["tuple[Nested, ...]", Field(min_length=1)]
    """The criteria."""


class AtLeast(Part):
    """At least so many of these criteria are met."""

    of: Annotated["tuple[Nested, ...]", Field(min_length=1)]
    """The criteria."""

    at_least: Annotated[Whole, Field(ge=1)]
    """How many of them must be met."""

    @field_validator("at_least")
    @classmethod
    def _check_at_least(cls, at_least: int, info: ValidationInfo) -> int:
        count = len(info.data.get("of", ()))
        if count and at_least > count:
            raise wrong(f"is {at_least}, but only {count} are listed; write {count} or less")
        return at_least


Criterion = All | AnyOf | AtLeast | PageReached | Clicked | Reported | PagesVisited | Answered


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


CRITERION_REF = {"x-described-as": "Criterion"}
"""Where the JSON Schema describes how a criterion is written."""


class _All(Part):
    """All of these criteria are met; a bare list means the same."""

    all: Annotated["tuple[Nested, ...]", Field(min_length=1)]
    """The criteria."""


class _Any(Part):
    """At least one of these criteria is met."""

    any: Annotated["tuple[Nested, ...]", Field(min_length=1)]
    """The criteria."""


class _Page(Part):
    """The participant reached a page."""

    page: PageReached
    """Which page."""


class _Click(Part):
    """The participant clicked, tapped or activated by key an element."""

    click: Clicked
    """Which element."""


class _Event(Part):
    """The page itself told it, by recorder.report(name, data)."""

    event: Reported
    """What the page told."""


class _Pages(Part):
    """The participant saw several pages."""

    pages: PagesVisited
    """Which pages."""


class _Answer(Part):
    """A question of the task was answered in a certain way."""

    answer: Answered
    """Which answer."""


FORMS: dict[str, type[Part]] = {
    "page": _Page,
    "click": _Click,
    "event": _Event,
    "pages": _Pages,
    "answer": _Answer,
    "all": _All,
    "any": _Any,
    "at_least": AtLeast,
    "of": AtLeast,
}
"""How each criterion is written in a file, by the key that tells it from the others."""


def read_criterion(value: object) -> Criterion:
    """Read a criterion as a study file writes it; one made in code is kept as it is.

    Args:
        value: A list (all of these), or a mapping with one of the keys of `FORMS`.

    Raises:
        PydanticCustomError: It is neither.
        pydantic.ValidationError: Something inside it is wrong.
    """
    match value:
        case Part():
            return _kept(value)
        case list() | tuple():
            return All.model_validate({"of": value})
        case dict():
            return _read_mapping(value)
        case _:
            raise wrong("must be a list of criteria, such as - page: {path: /thanks.html}")


def _kept(value: Part) -> Criterion:
    if not isinstance(value, Criterion):
        raise wrong(f"{type(value).__name__} is not a criterion")
    return value


def _read_mapping(value: dict[object, object]) -> Criterion:
    key = next((key for key in FORMS if key in value), None)
    if key is None:
        raise PydanticCustomError("criterion", "a criterion has one key of its own")
    form = FORMS[key].model_validate(value)
    match form:
        case AtLeast():
            return form
        case _All():
            return All(of=form.all)
        case _Any():
            return AnyOf(of=form.any)
        case _:
            return _kept(getattr(form, key))


Nested = Annotated[Criterion, PlainValidator(read_criterion), WithJsonSchema(CRITERION_REF)]
"""A criterion inside another part of the file."""

for _form in (All, AnyOf, AtLeast, _All, _Any):
    _form.model_rebuild()
