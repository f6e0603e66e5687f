"""The parts of a study around its tasks: product, prototype, participants, consent, report."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, field_validator

from recorder.model.ids import VariantId
from recorder.model.study_types import (
    ID_LENGTH,
    ID_PATTERN,
    Id,
    Part,
    Switch,
    Title,
    Whole,
    Words,
    wrong,
)

RETENTION_PATTERN = r"^[1-9][0-9]{0,3} (day|week|month|year)s?$"
RETENTION_DAYS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}


def _check_origin(origin: str) -> str:
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise wrong(f'"{origin}" is not an origin; write it like https://shop.example')
    if origin != f"{parts.scheme}://{parts.netloc}":
        raise wrong(f'"{origin}" is more than an origin; write "{parts.scheme}://{parts.netloc}"')
    return origin


Origin = Annotated[str, AfterValidator(_check_origin)]
Start = Annotated[str, Field(max_length=2_000)]


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

    origins: tuple[Origin, ...] = ()
    """Other sites that carry the snippet and belong to the prototype: https://pay.example."""

    @field_validator("start")
    @classmethod
    def _check_start(cls, start: str) -> str:
        return _check_start(start)


class Variant(Part):
    """One of several designs that are compared."""

    id: Annotated[VariantId, Field(pattern=ID_PATTERN, max_length=ID_LENGTH)]
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

    sound: Switch = False
    """Whether participants may be asked to let their voice be recorded while they think aloud."""

    names: Switch = True
    """Whether names of buttons and links are taken, masked."""


SOUND = "sound"
"""Id of the choice that the recorder itself offers: that the voice may be recorded."""


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


class Exclude(Part):
    """What reports leave out."""

    test_sessions: Switch = True
    """Whether a researcher's own tries are left out."""


class Reporting(Part):
    """How reports compute."""

    profile: Literal["standard", "strict"] = "standard"
    """standard: the methods of the field; strict: intervals and tests that keep their promise."""


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
