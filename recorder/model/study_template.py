"""What `recorder init` writes: a commented study and a page to try it with."""

from pathlib import Path

from recorder.model.study_scalars import read_scalar
from recorder.model.study_types import check_id

_FOLDER = Path(__file__).resolve().parent


def write_template(study_id: str) -> str:
    """Write the text of a new study, commented so that a researcher needs nothing else.

    Raises:
        ValueError: The id is not one.
    """
    check_id(study_id)
    text = (_FOLDER / "study_template.yaml").read_text("utf-8")
    title = _quote(_title(study_id))
    return text.replace("STUDY-ID", _quote(study_id)).replace("STUDY TITLE", title)


def write_template_page(study_id: str) -> str:
    """Write the prototype's first page, with what the study's criterion looks for."""
    text = (_FOLDER / "study_template.html").read_text("utf-8")
    return text.replace("STUDY TITLE", _title(study_id))


def _title(study_id: str) -> str:
    return study_id.replace("-", " ").strip().capitalize() or study_id


def _quote(words: str) -> str:
    """Put in quotes what YAML would not take for a text, such as `7`, `true` or `-`."""
    return words if words[0].isalpha() and read_scalar(words) == words else f'"{words}"'
