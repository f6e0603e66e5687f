"""Ways through the plain values of a study file, whatever shape they have."""

from collections.abc import Iterator

from recorder.model.study_tree import Path

Found = tuple[Path, str]
"""The path to a value, and the sentence that says what is wrong with it."""

_GROUPS = ("all", "any", "of")


def as_map(value: object) -> dict[str, object]:
    """Take a value for a mapping; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """Take a value for a list; anything else is an empty one."""
    return value if isinstance(value, list) else []


def find(data: object, path: Path) -> object:
    """Follow a path; None where it ends too early."""
    for step in path:
        match data, step:
            case dict(), str():
                data = data.get(step)
            case list(), int() if step < len(data):
                data = data[step]
            case _:
                return None
    return data


def walk_criteria(task: dict[str, object], path: Path) -> Iterator[tuple[Path, dict[str, object]]]:
    """Walk through a task's criteria that hold no others, with the paths to them."""
    yield from _walk(task.get("success"), (*path, "success"))
    yield from _walk(as_map(task.get("partial")).get("success"), (*path, "partial", "success"))


def _walk(value: object, path: Path) -> Iterator[tuple[Path, dict[str, object]]]:
    for index, inner in enumerate(as_list(value)):
        yield from _walk(inner, (*path, index))
    mapping = as_map(value)
    group = next((name for name in _GROUPS if name in mapping), None)
    if group:
        yield from _walk(mapping[group], (*path, group))
    elif mapping:
        yield path, mapping
