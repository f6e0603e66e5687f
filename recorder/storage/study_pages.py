"""Whether a study's folder has the name and the files that its study names."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from recorder.model.study_tree import Path as Way
from recorder.model.study_tree import Place, Tree
from recorder.model.study_walk import Found, as_list, as_map, walk_criteria

PROTOTYPE_FOLDER = "prototype"


def check_folder(folder: Path, tree: Tree) -> list[tuple[Place, str]]:
    """List what a study says of its folder that is not so, each with its place.

    Like the other checks it reads plain values, so that it finds everything at once; a value
    that is no text is passed over, because it is reported already.
    """
    data = as_map(tree.data)
    found = [*_check_name(data, folder), *_check_starts(data, folder)]
    start = as_map(data.get("prototype")).get("start")
    if isinstance(start, str) and not _is_url(start):
        for way, page in _list_pages(data):
            if isinstance(page, str) and _is_missing(folder, page):
                remedy = "make it, or correct the name"
                found.append((way, f'the prototype has no page "{page}"; {remedy}'))
    return [(tree.values[way], sentence) for way, sentence in found if way in tree.values]


def _check_name(data: dict[str, object], folder: Path) -> Iterator[Found]:
    study_id, name = data.get("id"), folder.resolve().name
    if isinstance(study_id, str) and study_id != name:
        remedy = "give both the same name"
        yield ("id",), f'the study is called "{study_id}", but its folder "{name}"; {remedy}'


def _check_starts(data: dict[str, object], folder: Path) -> Iterator[Found]:
    starts: list[tuple[Way, object]] = [
        (("prototype", "start"), as_map(data.get("prototype")).get("start"))
    ]
    for index, variant in enumerate(as_list(data.get("variants"))):
        starts.append((("variants", index, "start"), as_map(variant).get("start")))
    for way, start in starts:
        if isinstance(start, str) and not _is_url(start) and not _is_file(folder, start):
            yield way, f'there is no file "{start}" beside the study; make it, or correct the name'


def _list_pages(data: dict[str, object]) -> Iterator[tuple[Way, object]]:
    """Walk through the pages that tasks name, with the way to each."""
    for index, entry in enumerate(as_list(data.get("tasks"))):
        task, way = as_map(entry), ("tasks", index)
        yield (*way, "start"), task.get("start")
        yield from _list_entries(task.get("best_path"), (*way, "best_path"))
        for place, criterion in walk_criteria(task, way):
            page = as_map(criterion.get("page"))
            if page.get("match", "exact") == "exact":
                yield (*place, "page", "path"), page.get("path")
            visit = as_map(criterion.get("pages")).get("visit")
            yield from _list_entries(visit, (*place, "pages", "visit"))


def _list_entries(value: object, way: Way) -> Iterator[tuple[Way, object]]:
    for index, entry in enumerate(as_list(value)):
        if isinstance(entry, list):
            yield from _list_entries(entry, (*way, index))
        else:
            yield (*way, index), entry


def _is_missing(folder: Path, page: str) -> bool:
    """Tell whether a page is lacking; apps may show addresses that do not end like a file."""
    file = urlsplit(page).path
    is_named = file.startswith("/") and file.endswith((".html", ".htm"))
    return is_named and not _is_file(folder, PROTOTYPE_FOLDER + page)


def _is_url(start: str) -> bool:
    return urlsplit(start).scheme in ("http", "https")


def _is_file(folder: Path, name: str) -> bool:
    """Tell whether a file is there; one outside the prototype's folder never is."""
    inside = (folder / PROTOTYPE_FOLDER).resolve()
    try:
        path = (folder / unquote(urlsplit(name).path)).resolve()
        return path.is_relative_to(inside) and path.is_file()
    except (OSError, ValueError):
        return False
