"""What `recorder init` writes: a commented study and a page to try it with."""

from pathlib import Path

from recorder.model.study_types import check_id

_FOLDER = Path(__file__).resolve().parent


def write_template(study_id: str) -> str:
    """Write the text of a new study, commented so that a researcher needs nothing else.

    Raises:
        ValueError: The id is not one.
    """
    check_id(study_id)
    title = study_id.replace("-", " ").strip().capitalize() or study_id
    text = (_FOLDER / "study_template.yaml").read_text("utf-8")
    return text.replace("STUDY-ID", study_id).replace("STUDY TITLE", title)


def write_template_page(study_id: str) -> str:
    """Write the prototype's first page, with what the study's criterion looks for."""
    title = study_id.replace("-", " ").strip().capitalize() or study_id
    text = (_FOLDER / "study_template.html").read_text("utf-8")
    return text.replace("STUDY TITLE", title)
