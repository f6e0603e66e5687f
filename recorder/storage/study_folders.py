"""Studies as folders: `studies/<id>/study.yaml` and, beside it, the files of a prototype."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from recorder.errors import Fault, InvalidStudyError, NotFoundError
from recorder.model.criteria import PageReached, PagesVisited
from recorder.model.studies import Study, StudyVersion, Task, list_leaves
from recorder.model.study_text import parse_study_bytes
from recorder.model.study_tree import Path as TreePath
from recorder.model.study_tree import Tree, read_tree
from recorder.model.study_walk import find

STUDY_FILE = "study.yaml"
PROTOTYPE_FOLDER = "prototype"


@dataclass(frozen=True, slots=True)
class FoundStudy:
    """A study's folder, and what could be read of it.

    Attributes:
        version: The study; None when its file is wrong.
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
    version = parse_study_bytes(data, name=path.as_posix())
    faults = _list_folder_faults(version, folder)
    if faults:
        raise InvalidStudyError(faults)
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


def _list_folder_faults(version: StudyVersion, folder: Path) -> list[Fault]:
    tree = read_tree(version.text)
    name = (folder / STUDY_FILE).as_posix()
    found = [*_check_name(version.study, folder), *_check_files(version.study, folder, tree)]
    faults = []
    for path, sentence in found:
        place = tree.values[path]
        faults.append(Fault(name, place.line, place.column, sentence))
    return sorted(faults)


def _check_name(study: Study, folder: Path) -> Iterator[tuple[TreePath, str]]:
    name = folder.resolve().name
    if study.id != name:
        remedy = "give both the same name"
        yield ("id",), f'the study is called "{study.id}", but its folder "{name}"; {remedy}'


def _check_files(study: Study, folder: Path, tree: Tree) -> Iterator[tuple[TreePath, str]]:
    starts: list[tuple[TreePath, str | None]] = [
        (("variants", index, "start"), variant.start)
        for index, variant in enumerate(study.variants)
    ]
    starts.append((("prototype", "start"), study.prototype.start if study.prototype else None))
    for path, start in starts:
        if start and not urlsplit(start).scheme and not _is_file(folder, start):
            yield path, f'there is no file "{start}" beside the study; make it, or correct the name'
    if study.prototype and not urlsplit(study.prototype.start).scheme:
        for index, task in enumerate(study.tasks):
            yield from _check_pages(task, ("tasks", index), folder, tree)


def _check_pages(
    task: Task, path: TreePath, folder: Path, tree: Tree
) -> Iterator[tuple[TreePath, str]]:
    """Find pages that a task names and the prototype lacks, so that nobody can reach them.

    Apps may show addresses that are no files, so only names like `/thanks.html` are looked up.
    """
    named = {task.start, *(page for way in task.best_paths for page in way)}
    for criterion in (task.success, task.partial.success if task.partial else None):
        for leaf in list_leaves(criterion):
            match leaf:
                case PageReached(match="exact", path=page):
                    named.add(page)
                case PagesVisited(visit=pages):
                    named.update(pages)
    missing = {page for page in named if page and _is_missing(folder, page)}
    for place, value in _list_texts(tree, path):
        if value in missing:
            remedy = "make it, or correct the name"
            yield place, f'the prototype has no page "{value}"; {remedy}'


def _is_missing(folder: Path, page: str) -> bool:
    file = unquote(urlsplit(page).path)
    is_named = file.endswith((".html", ".htm"))
    return is_named and not _is_file(folder, PROTOTYPE_FOLDER + file)


def _is_file(folder: Path, name: str) -> bool:
    """Tell whether a file is there; one outside the prototype's folder never is."""
    inside = (folder / PROTOTYPE_FOLDER).resolve()
    try:
        path = (folder / unquote(urlsplit(name).path)).resolve()
        return path.is_relative_to(inside) and path.is_file()
    except (OSError, ValueError):
        return False


def _list_texts(tree: Tree, path: TreePath) -> Iterator[tuple[TreePath, object]]:
    """Walk through the texts below a path where a task names pages."""
    for place in tree.values:
        keys = [step for step in place if isinstance(step, str)]
        if place[: len(path)] == path and {"start", "path", "visit", "best_path"} & set(keys):
            yield place, find(tree.data, place)
