"""What the parts of a study file are made of: short texts, ids, addresses, numbers."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from recorder.model.durations import DURATION_EXAMPLES, DURATION_PATTERN, parse_duration

ID_PATTERN = r"^[a-z0-9-]+$"
ID_LENGTH = 64
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class Part(BaseModel):
    """A part of a study file: frozen, and with no keys but its own.

    Docstrings of fields become the descriptions that editors show.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        validate_by_name=True,
        validate_by_alias=True,
        allow_inf_nan=False,
    )


def wrong(sentence: str) -> PydanticCustomError:
    """Make the error that says in one plain sentence what is wrong with a value."""
    return PydanticCustomError("sentence", "{sentence}", {"sentence": sentence})


def _check_words(text: str) -> str:
    if not text.strip():
        raise wrong("is empty; write some words")
    return text


def check_address(address: str) -> str:
    """Refuse what is not a path within the prototype.

    Raises:
        PydanticCustomError: It is a whole URL, does not start with "/" or holds a space.
    """
    if urlsplit(address).scheme in ("http", "https"):
        path = urlsplit(address).path or "/"
        raise wrong(f'"{address}" is a whole URL; write only its path, such as "{path}"')
    if not address.startswith("/"):
        raise wrong(f'"{address}" must start with "/", such as "/{address.lstrip("./")}"')
    if re.search(r"\s", address):
        raise wrong(f'"{address}" holds a space; write it as %20')
    return address


def _check_duration(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise wrong("must be a duration such as 90s, 3m or 1h 30m")
    if not isinstance(value, str):
        raise wrong(f"{value} has no unit; write {value}s for seconds or {value}m for minutes")
    try:
        seconds = parse_duration(value.strip())
    except ValueError as error:
        raise wrong(str(error)) from None
    if not 0 < seconds <= 86_400:
        raise wrong(f'"{value}" must be above 0s and at most 24h')
    return seconds


def _check_seconds(value: object) -> object:
    """Let code give seconds where a file gives a duration with its unit."""
    return value if type(value) is float and value > 0 else _check_duration(value)


_DURATION_SCHEMA = {
    "type": "string",
    "pattern": DURATION_PATTERN,
    "examples": list(DURATION_EXAMPLES),
}

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=ID_LENGTH)]
Title = Annotated[str, Field(max_length=200, min_length=1), AfterValidator(_check_words)]
Words = Annotated[str, Field(max_length=20_000, min_length=1), AfterValidator(_check_words)]
Prose = Annotated[str, Field(max_length=20_000)]
"""Words that may be left out."""

Address = Annotated[
    str,
    Field(max_length=2_000, json_schema_extra={"pattern": "^/"}),
    AfterValidator(check_address),
]
Seconds = Annotated[float, BeforeValidator(_check_seconds), WithJsonSchema(_DURATION_SCHEMA)]
Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict()]
Switch = Annotated[bool, Strict()]


def check_id(name: str) -> str:
    """Refuse what cannot be an id.

    Raises:
        ValueError: It is not one; the message is a sentence.
    """
    if not re.fullmatch(ID_PATTERN, name) or len(name) > ID_LENGTH:
        rule = f"1 to {ID_LENGTH} small letters a-z, digits and hyphens"
        raise ValueError(f"an id is {rule}, not {name[:80]!r}")
    return name
