"""The JSON Schema of the study file: what editors use to help while a researcher writes."""

from typing import Literal

from pydantic.json_schema import models_json_schema

from recorder.model.criteria import FORMS
from recorder.model.instruments import INSTRUMENTS
from recorder.model.questions import OwnQuestion
from recorder.model.studies import Study
from recorder.model.study_types import Part
from recorder.model.study_walk import as_map

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def study_schema() -> dict[str, object]:
    """Describe the study file, format 1, as a JSON Schema of draft 2020-12."""
    forms = dict.fromkeys(FORMS.values())
    parts: list[type[Part]] = [Study, OwnQuestion, *forms]
    models: list[tuple[type[Part], Literal["validation"]]] = [(p, "validation") for p in parts]
    _, described = models_json_schema(models, by_alias=True)
    definitions = {_public(name): _link(part) for name, part in described["$defs"].items()}
    definitions["Criterion"] = _describe_criterion([_public(form.__name__) for form in forms])
    definitions["QuestionEntry"] = _describe_question()
    for unwritten in ("All", "AnyOf", "Question"):
        definitions.pop(unwritten, None)
    return {
        "$schema": SCHEMA_DIALECT,
        "$id": "/schema/study-1.json",
        **as_map(definitions.pop("Study")),
        "title": "Study file, format 1",
        "$defs": definitions,
    }


def _public(name: str) -> str:
    return f"{name[1:]}Criterion" if name.startswith("_") else name


def _link(part: object) -> object:
    """Turn marks into references, and the names of internal parts into public ones."""
    match part:
        case {"x-described-as": name, **rest}:
            return {"$ref": f"#/$defs/{name}", **as_map(_link(rest))}
        case {"$ref": str() as ref, **rest}:
            return {"$ref": f"#/$defs/{_public(ref.rsplit('/', 1)[-1])}", **rest}
        case dict():
            return {key: _link(value) for key, value in part.items()}
        case list():
            return [_link(value) for value in part]
        case _:
            return part


def _describe_criterion(names: list[str]) -> dict[str, object]:
    every = {
        "title": "All",
        "description": "All of these criteria are met.",
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/Criterion"},
    }
    return {
        "title": "Criterion",
        "description": "When the task counts as done. Criteria nest.",
        "anyOf": [every, *({"$ref": f"#/$defs/{name}"} for name in names)],
    }


def _describe_question() -> dict[str, object]:
    built_in = {
        "title": "Questionnaire built in",
        "description": "; ".join(f"{i.name}: {i.title}" for i in INSTRUMENTS.values()),
        "type": "string",
        "enum": list(INSTRUMENTS),
    }
    return {"title": "Question", "anyOf": [built_in, {"$ref": "#/$defs/OwnQuestion"}]}
