"""What report pages read of a study: its newest version and every session."""

from recorder.context import find_study, get_clock, get_db, get_settings
from recorder.model.ids import StudyId
from recorder.model.studies import StudyVersion
from recorder.readings import read_study_readings
from recorder.report.coding import Unit, list_units
from recorder.report.readings import SessionReading
from recorder.storage.studies import list_study_versions


def read_sessions_of(study: StudyId) -> tuple[StudyVersion, list[SessionReading]]:
    """Read the newest version of a study, and its sessions, oldest first.

    Raises:
        NotFoundError: There is no such study.
    """
    db = get_db()
    if not list_study_versions(db, study):
        # A study that nobody has looked at yet: its file is kept at first sight.
        find_study(study)
    return read_study_readings(
        db,
        study,
        now_ms=get_clock()(),
        abandon_after_ms=get_settings().abandon_after_s * 1000.0,
    )


def list_units_of(study: StudyId) -> list[Unit]:
    """List the attempts of a study that people may judge, oldest session first.

    Raises:
        NotFoundError: There is no such study.
    """
    version, readings = read_sessions_of(study)
    return list_units(version.study, readings)
