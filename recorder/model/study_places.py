"""Finds the line and column of what pydantic found wrong."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from recorder.model.study_keys import list_keys
from recorder.model.study_sentences import write_sentence
from recorder.model.study_tree import Path, Place, Tree
from recorder.model.study_walk import find


def describe_errors(error: ValidationError, tree: Tree) -> list[tuple[Place, str]]:
    """Say every error in a sentence, with its place in the file.

    Where a value may be of several types, pydantic reports it once for each; one is enough.
    """
    first: dict[tuple[Path, str], tuple[Place, str]] = {}
    for detail in error.errors(include_url=False):
        path, rest = resolve(tree, detail["loc"])
        if detail["type"] == "too_short" and _is_long_enough(detail, find(tree.data, path)):
            continue
        absent = _name_absent(detail["type"], rest)
        first.setdefault((path, absent), _describe(detail, path, absent, tree))
    return list(first.values())


def _is_long_enough(detail: ErrorDetails, value: object) -> bool:
    """Tell whether a list was called too short only because some of its entries are wrong."""
    wanted = detail.get("ctx", {}).get("min_length", 0)
    return isinstance(value, list) and len(value) >= wanted


def _name_absent(kind: str, rest: Path) -> str:
    """Name the key that should be there; "" when the fault is about what is there."""
    last = rest[-1] if rest else 0
    return last if kind in ("missing", "sentence") and isinstance(last, str) else ""


def _describe(detail: ErrorDetails, path: Path, absent: str, tree: Tree) -> tuple[Place, str]:
    if detail["type"] == "extra_forbidden":
        keys = list_keys(path)
        return tree.keys[path], write_sentence(detail, label=label_path(path), keys=keys)
    label = f'"{absent}:"' if absent else label_path(path)
    word = tree.words.get(path, "")
    return tree.values[path], write_sentence(detail, label=label, keys=[], word=word)


def resolve(tree: Tree, loc: Path) -> tuple[Path, Path]:
    """Follow a location as far as the file has it, past the marks of unions.

    Returns:
        The path in the file, and what of the location is not there.
    """
    path: Path = ()
    rest: Path = ()
    for step in loc:
        if (*path, step) in tree.values:
            path, rest = (*path, step), ()
        else:
            rest = (*rest, step)
    return path, rest


def label_path(path: Path) -> str:
    """Name a value: `"order:"`, or `entry 2 of "groups:"` in a list; the file at the top."""
    match path:
        case (*_, str() as key):
            return f'"{key}:"'
        case (*_, str() as key, int() as index):
            return f'entry {index + 1} of "{key}:"'
        case (*before, int(), int() as index):
            return f"entry {index + 1} of {label_path(tuple(before))}"
        case _:
            return "the file"
