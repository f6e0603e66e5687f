"""Reads the text of a study file, and says everything that is wrong with it at once."""

from hashlib import sha256

from pydantic import ValidationError

from recorder.errors import Fault, InvalidStudyError
from recorder.model.ids import StudyHash
from recorder.model.studies import Study, StudyVersion
from recorder.model.study_checks import check_study
from recorder.model.study_places import describe_errors
from recorder.model.study_tree import Place, Tree, read_tree

LARGEST_BYTES = 1_000_000


def parse_study(text: str, *, name: str) -> StudyVersion:
    """Read a study.

    Args:
        text: The whole file.
        name: What faults call the file, such as `studies/tea-shop/study.yaml`.

    Raises:
        InvalidStudyError: Something is wrong; its faults list every place.
    """
    return parse_study_bytes(text.encode("utf-8", "surrogatepass"), name=name)


def parse_study_bytes(data: bytes, *, name: str) -> StudyVersion:
    """Read a study from the bytes of its file, which its hash is made of.

    Raises:
        InvalidStudyError: Something is wrong; its faults list every place.
    """
    refused = _refuse_bytes(data)
    if refused:
        raise InvalidStudyError([Fault(name, *refused)])
    text = data.decode("utf-8")
    tree = read_tree(text)
    study, found = _validate(tree)
    if study is None or found:
        raise InvalidStudyError(_list_faults(found, name))
    return StudyVersion(study, StudyHash(sha256(data).hexdigest()), text)


def _refuse_bytes(data: bytes) -> tuple[int, int, str] | None:
    """Find why a file should not be read at all; the place and the sentence, or None."""
    if len(data) > LARGEST_BYTES:
        return 1, 1, f"the file has {len(data)} bytes; make it smaller than {LARGEST_BYTES}"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return line, column, "this character is not UTF-8; save the file as UTF-8"
    return _refuse_characters(text)


def _refuse_characters(text: str) -> tuple[int, int, str] | None:
    for number, line in enumerate(text.split("\n"), start=1):
        indentation = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indentation and line.strip():
            return number, indentation.index("\t") + 1, "a tab stands here; indent with spaces"
        unseen = next((sign for sign in line if _is_unseen(sign)), None)
        if unseen:
            sentence = f"an invisible character (U+{ord(unseen):04X}) stands here; remove it"
            return number, line.index(unseen) + 1, sentence
    return None


def _is_unseen(sign: str) -> bool:
    code = ord(sign)
    return (code < 0x20 and sign not in "\t\r") or 0x7F <= code < 0xA0 or code in (0xFFFE, 0xFFFF)


def _validate(tree: Tree) -> tuple[Study | None, list[tuple[Place, str]]]:
    """Check the values of a file; None for the study when it could not be read."""
    found = list(tree.faults)
    if not tree.is_whole:
        return None, found
    if not isinstance(tree.data, dict):
        if not found:
            what = "the file is empty" if tree.data is None else "this is not a study"
            found.append((Place(1, 1), f'{what}; begin with the line "format: 1"'))
        return None, found
    study = None
    try:
        study = Study.model_validate(tree.data, by_name=False, context=_context(tree.data))
    except ValidationError as error:
        refused = {place for place, _ in found}
        found += [fault for fault in describe_errors(error, tree) if fault[0] not in refused]
    known = {place for place, _ in found}
    found += [fault for fault in check_study(tree) if fault[0] not in known]
    return study, found


def _context(data: dict[str, object]) -> dict[str, str]:
    product = data.get("product")
    name = product.get("name") if isinstance(product, dict) else None
    return {"product": name} if isinstance(name, str) else {}


def _list_faults(found: list[tuple[Place, str]], name: str) -> list[Fault]:
    """Put faults in the order of the file."""
    return [Fault(name, place.line, place.column, words) for place, words in sorted(set(found))]
