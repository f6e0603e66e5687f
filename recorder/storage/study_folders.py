"""Studies as folders: `studies/<id>/study.yaml` and, beside it, the files of a prototype."""

from dataclasses import dataclass
from pathlib import Path

from recorder.errors import Fault, InvalidStudyError, NotFoundError
from recorder.model.studies import StudyVersion
from recorder.model.study_text import LARGEST_BYTES, parse_study_bytes
from recorder.model.study_tree import read_tree
from recorder.storage.study_pages import PROTOTYPE_FOLDER, check_folder

__all__ = [
    "PROTOTYPE_FOLDER",
    "STUDY_FILE",
    "FoundStudy",
    "find_study",
    "list_studies",
    "read_study",
]

STUDY_FILE = "study.yaml"


@dataclass(frozen=True, slots=True)
class FoundStudy:
    """A study's folder, and what could be read of it.

    Attributes:
        version: The study; None when something is wrong.
        faults: What is wrong; empty when the study could be read.
    """

    folder: Path
    version: StudyVersion | None
    faults: tuple[Fault, ...] = ()


def read_study(folder: Path) -> StudyVersion:
    """Read the study of a folder, and check that the files it names are there.

    Raises:
        NotFoundError: The folder has no study.yaml.
        InvalidStudyError: The study is wrong; its faults list every place.
    """
    path = folder / STUDY_FILE
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"there is no study in {folder}: {error.strerror}") from None
    version, faults = _parse(data, path)
    faults |= _list_folder_faults(data, path)
    if version is None or faults:
        raise InvalidStudyError(sorted(faults))
    return version


def list_studies(root: Path) -> tuple[FoundStudy, ...]:
    """List the studies of a folder by name, those with a wrong file too.

    A folder without a study.yaml is passed over.
    """
    folders = sorted(path.parent for path in root.glob(f"*/{STUDY_FILE}") if path.is_file())
    return tuple(find_study(folder) for folder in folders)


def find_study(folder: Path) -> FoundStudy:
    """Read the study of a folder, or list what is wrong with it.

    Raises:
        NotFoundError: The folder has no study.yaml.
    """
    try:
        return FoundStudy(folder, read_study(folder))
    except InvalidStudyError as error:
        return FoundStudy(folder, None, error.faults)


def _parse(data: bytes, path: Path) -> tuple[StudyVersion | None, set[Fault]]:
    try:
        return parse_study_bytes(data, name=path.as_posix()), set()
    except InvalidStudyError as error:
        return None, set(error.faults)


def _list_folder_faults(data: bytes, path: Path) -> set[Fault]:
    """Check the folder too, so that everything is said at once; a text that is no YAML is not."""
    if len(data) > LARGEST_BYTES:
        return set()
    try:
        tree = read_tree(data.decode("utf-8"))
    except UnicodeDecodeError:
        return set()
    name = path.as_posix()
    found = check_folder(path.parent, tree) if tree.is_whole else []
    return {Fault(name, place.line, place.column, sentence) for place, sentence in found}
