"""The questions after the study, and the thanks."""

from flask import Blueprint

from recorder.context import find_known_study, find_version, get_db, get_settings
from recorder.errors import NotFoundError
from recorder.model.ids import StudyId
from recorder.model.studies import StudyVersion
from recorder.storage.studies import list_study_versions
from recorder.web.addresses import done_address
from recorder.web.join import show_step
from recorder.web.panel_texts import panel_texts_for

bp = Blueprint("after", __name__)


def find_named_version(study: StudyId, start: str) -> StudyVersion:
    """Find a kept version of a study by the first 12 characters of its hash.

    Raises:
        NotFoundError: None is called so.
    """
    found = [each for each in list_study_versions(get_db(), study) if each[:12] == start]
    if not found:
        raise NotFoundError("no such version of this study is kept")
    return find_version(found[0])


@bp.get("/after/<study_id>/<start>")
def show_questions(study_id: str, start: str) -> str:
    """Ask the questions after the study; the page's script delivers the answers."""
    study = find_named_version(StudyId(study_id), start).study
    server, words = get_settings().base_url, panel_texts_for(study.language)
    return show_step(
        "after", study, server=server, done=done_address(server, study.id), words=words
    )


@bp.get("/done/<study_id>")
def show_done(study_id: str) -> str:
    """Thank the participant."""
    return show_step("done", find_known_study(StudyId(study_id)).study)
