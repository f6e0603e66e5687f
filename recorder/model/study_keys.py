"""Which keys each part of a study file may have."""

from recorder.model.criteria import FORMS, Answered, Clicked, PageReached, PagesVisited, Reported
from recorder.model.questions import OwnQuestion
from recorder.model.studies import (
    Benchmark,
    Capture,
    Consent,
    ConsentChoice,
    Exclude,
    Marker,
    Partial,
    Participants,
    Product,
    Prototype,
    Reporting,
    ScreenerQuestion,
    Study,
    Task,
    Variant,
)
from recorder.model.study_tree import Path
from recorder.model.study_types import Part

PARTS: dict[str, type[Part]] = {
    "": Study,
    "after_study": OwnQuestion,
    "answer": Answered,
    "benchmark": Benchmark,
    "capture": Capture,
    "choices": ConsentChoice,
    "click": Clicked,
    "consent": Consent,
    "event": Reported,
    "exclude": Exclude,
    "markers": Marker,
    "page": PageReached,
    "pages": PagesVisited,
    "partial": Partial,
    "participants": Participants,
    "product": Product,
    "prototype": Prototype,
    "questions": OwnQuestion,
    "report": Reporting,
    "screener": ScreenerQuestion,
    "tasks": Task,
    "variants": Variant,
}
"""The part that stands under a key; "" is the file itself."""


def list_keys(path: Path) -> list[str]:
    """List the keys that may stand beside the last one of a path."""
    parents = [step for step in path[:-1] if isinstance(step, str)]
    part = PARTS.get(parents[-1] if parents else "")
    return list(FORMS) if part is None else list_part_keys(part)


def list_part_keys(part: type[Part]) -> list[str]:
    """List the keys of one part, as a file writes them."""
    fields = part.model_fields.items()
    return [str(field.validation_alias or name) for name, field in fields]
