"""What participants are asked: a researcher's own questions and the items of instruments."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import (
    Field,
    PlainValidator,
    TypeAdapter,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

from recorder.model.ids import QuestionId
from recorder.model.instruments import INSTRUMENTS, name_product
from recorder.model.study_types import Id, Part, Switch, Title, Whole, Words, wrong

QuestionKind = Literal["scale", "choice", "choices", "text", "long-text", "number"]


class OwnQuestion(Part):
    """A question that the researcher wrote."""

    id: Id
    """The question's id: small letters, digits and hyphens; also the column of an export."""

    ask: Words
    """The question, as participants read it."""

    kind: QuestionKind
    """scale, choice (one of several), choices (any of several), text, long-text or number."""

    choices: Annotated[tuple[Title, ...], Field(max_length=50, validate_default=True)] = ()
    """What can be chosen, for choice and choices."""

    required: Switch = False
    """Whether the participant must answer to go on."""

    points: Annotated[Whole, Field(ge=2, le=101)] = 7
    """Steps of a scale."""

    minimum: Annotated[Whole, Field(ge=0, le=1)] = 1
    """The lowest step of a scale: 0 or 1."""

    low_label: Annotated[str, Field(max_length=200)] = ""
    """Words at the lowest step of a scale."""

    high_label: Annotated[str, Field(max_length=200)] = ""
    """Words at the highest step of a scale."""

    @field_validator("choices")
    @classmethod
    def _check_choices(cls, choices: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        kind = info.data.get("kind")
        if kind in ("choice", "choices") and len(choices) < 2:
            raise wrong(f'needs two or more entries for kind "{kind}", such as [small, large]')
        if kind not in ("choice", "choices", None) and choices:
            raise wrong(f'is for kind "choice" or "choices", not "{kind}"; remove it')
        return choices

    @field_validator("points", "minimum", "low_label", "high_label")
    @classmethod
    def _check_scale(cls, value: object, info: ValidationInfo) -> object:
        kind = info.data.get("kind", "scale")
        if kind != "scale":
            raise wrong(f'is for kind "scale", not "{kind}"; remove it')
        return value


class Question(Part):
    """A question as participants get it: a researcher's own, or one item of an instrument."""

    id: QuestionId
    ask: str
    kind: QuestionKind
    choices: tuple[str, ...] = ()
    required: bool = False
    points: int = 7
    minimum: int = 1
    low_label: str = ""
    high_label: str = ""
    instrument: str | None = None
    """Name of the instrument it belongs to; None for a researcher's own."""
    item: int | None = None
    """Its place in the instrument, from 1; None for a researcher's own."""


def list_questions(instrument_name: str, *, product: str = "") -> tuple[Question, ...]:
    """List the items of an instrument as questions.

    Args:
        instrument_name: A key of `INSTRUMENTS`.
        product: What stands for "this system"; "" leaves the wording as it is.
    """
    instrument = INSTRUMENTS[instrument_name]
    pairs = zip(instrument.list_item_ids(), instrument.items, strict=True)
    return tuple(
        Question(
            id=QuestionId(item_id),
            ask=name_product(item.ask, product),
            kind="scale",
            points=instrument.points,
            minimum=instrument.minimum,
            low_label=item.low_label,
            high_label=item.high_label,
            instrument=instrument.name,
            item=number,
        )
        for number, (item_id, item) in enumerate(pairs, start=1)
    )


def read_question(value: object, info: ValidationInfo) -> tuple[Question, ...]:
    """Read one entry of a list of questions: an instrument's name or an own question.

    Raises:
        PydanticCustomError: It is neither, or there is no such instrument.
        pydantic.ValidationError: Something inside an own question is wrong.
    """
    match value:
        case Question():
            return (value,)
        case str() if value in INSTRUMENTS:
            return list_questions(value, product=str((info.context or {}).get("product", "")))
        case str():
            raise PydanticCustomError("instrument", "no such instrument")
        case _:
            return (Question(**OwnQuestion.model_validate(value).model_dump()),)


def _read_questions(value: object, info: ValidationInfo) -> tuple[Question, ...]:
    entries = _ENTRIES.validate_python(value, context=info.context)
    return _flatten(entries)


def _flatten(entries: Iterable[tuple[Question, ...]]) -> tuple[Question, ...]:
    return tuple(question for entry in entries for question in entry)


_ENTRIES: TypeAdapter[tuple[tuple[Question, ...], ...]] = TypeAdapter(
    tuple[Annotated[tuple[Question, ...], PlainValidator(read_question)], ...]
)

QUESTIONS_SCHEMA = {"type": "array", "items": {"x-described-as": "QuestionEntry"}}
"""Where the JSON Schema describes how questions are written."""

Questions = Annotated[
    tuple[Question, ...], PlainValidator(_read_questions), WithJsonSchema(QUESTIONS_SCHEMA)
]
"""A list of instruments and own questions, already taken apart into single questions."""
