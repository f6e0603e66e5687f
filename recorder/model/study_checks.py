"""What makes no sense in a study although each value alone is right.

The checks walk through the plain values of the file, not through a `Study`, so that they
find everything even when some values are wrong; a value of the wrong shape is passed over
here, because it is reported already.
"""

from collections.abc import Iterator

from recorder.model.durations import parse_duration
from recorder.model.study_answer_checks import check_answers
from recorder.model.study_parts import SOUND
from recorder.model.study_sentences import list_words, show
from recorder.model.study_tree import Path, Place, Tree
from recorder.model.study_walk import Found, as_list, as_map, find, walk_criteria


def check_study(tree: Tree) -> list[tuple[Place, str]]:
    """List what makes no sense, each with its place."""
    data = as_map(tree.data)
    found = [
        *_check_ids(data),
        *_check_doubles(data),
        *_check_variants(data),
        *_check_screener(data),
        *_check_markers(data),
        *_check_choices(data),
    ]
    for index, task in enumerate(as_list(data.get("tasks"))):
        found += _check_task(as_map(task), ("tasks", index), data)
    return [(tree.values[path], sentence) for path, sentence in found if path in tree.values]


def _check_ids(data: dict[str, object]) -> Iterator[Found]:
    """Refuse an id that was used before in the same list."""
    for path in _id_lists(data):
        seen: dict[object, int] = {}
        for index, entry in enumerate(as_list(find(data, path))):
            entry_id = as_map(entry).get("id", entry)
            key = entry_id if isinstance(entry_id, str) else None
            if key is not None and key in seen:
                sentence = f"{show(key)} was used before, by entry {seen[key] + 1}; choose another"
                yield (*path, index, *(["id"] if isinstance(entry, dict) else [])), sentence
            elif key is not None:
                seen[key] = index


def _id_lists(data: dict[str, object]) -> Iterator[Path]:
    yield from (("tasks",), ("variants",), ("screener",), ("after_study",), ("consent", "choices"))
    yield ("markers",)
    for index, _ in enumerate(as_list(data.get("tasks"))):
        yield ("tasks", index, "questions")


def _check_doubles(data: dict[str, object]) -> Iterator[Found]:
    """Refuse a choice or group that is listed twice."""
    for path in _word_lists(data):
        words = as_list(find(data, path))
        for index, word in enumerate(words):
            if isinstance(word, str) and word in words[:index]:
                yield (*path, index), f"{show(word)} is listed twice; remove one of the two"


def _word_lists(data: dict[str, object]) -> Iterator[Path]:
    yield ("participants", "groups")
    questions: list[Path] = [("screener",), ("after_study",)]
    questions += [("tasks", at, "questions") for at, _ in enumerate(as_list(data.get("tasks")))]
    for path in questions:
        for index, _ in enumerate(as_list(find(data, path))):
            yield (*path, index, "choices")


def _check_variants(data: dict[str, object]) -> Iterator[Found]:
    variants = as_list(data.get("variants"))
    if "assignment" in data and not variants:
        yield (
            ("assignment",),
            '"assignment:" needs variants to assign; add "variants:" or remove it',
        )
    if len(variants) == 1:
        yield ("variants", 0), "one variant compares nothing; add a second, or remove it"
    if data.get("prototype") is not None:
        return
    for index, variant in enumerate(variants):
        if isinstance(variant, dict) and not variant.get("start"):
            remedy = 'add "start:" here or "prototype:" to the study'
            yield ("variants", index), f"nobody knows where this variant starts; {remedy}"


def _check_screener(data: dict[str, object]) -> Iterator[Found]:
    for index, question in enumerate(as_list(data.get("screener"))):
        path: Path = ("screener", index, "reject")
        choices, reject = (as_list(as_map(question).get(key)) for key in ("choices", "reject"))
        for place, word in enumerate(reject):
            if isinstance(word, str) and choices and word not in choices:
                shown = list_words([show(choice) for choice in choices])
                yield (*path, place), f"{show(word)} is not among the choices; write {shown}"
        if choices and all(choice in reject for choice in choices):
            yield path, "every choice is rejected, so nobody can take part; leave one out"


def _check_markers(data: dict[str, object]) -> Iterator[Found]:
    """Refuse a digit that sets two markers."""
    seen: dict[object, int] = {}
    for index, marker in enumerate(as_list(data.get("markers"))):
        key = as_map(marker).get("key")
        if isinstance(key, int) and key in seen:
            sentence = f"{key} sets the marker of entry {seen[key] + 1}; choose another digit"
            yield ("markers", index, "key"), sentence
        elif isinstance(key, int):
            seen[key] = index


def _check_choices(data: dict[str, object]) -> Iterator[Found]:
    """Refuse a choice that has the id of the recorder's own."""
    for index, choice in enumerate(as_list(find(data, ("consent", "choices")))):
        if as_map(choice).get("id") == SOUND:
            remedy = 'write "sound: true" under "capture:" to have it asked, or choose another id'
            yield ("consent", "choices", index, "id"), f'"{SOUND}" is the recorder\'s own; {remedy}'


def _check_task(task: dict[str, object], path: Path, data: dict[str, object]) -> Iterator[Found]:
    yield from _check_end(task, path)
    yield from _check_times(task, path)
    kept = as_list(as_map(data.get("capture")).get("query"))
    for place, criterion in walk_criteria(task, path):
        yield from _check_query(as_map(criterion.get("page")), (*place, "page"), kept)
    yield from check_answers(task, path)


def _check_end(task: dict[str, object], path: Path) -> Iterator[Found]:
    if "success" in task:
        return
    if task.get("ends") == "on_success":
        yield (*path, "ends"), 'on_success needs a criterion; add "success:" or write on_done'
    if "partial" in task:
        remedy = 'add "success:" or remove this'
        yield (*path, "partial"), f'"partial:" means something only beside "success:"; {remedy}'


def _check_times(task: dict[str, object], path: Path) -> Iterator[Found]:
    limit, aim = task.get("time_limit"), as_map(task.get("benchmark")).get("time")
    try:
        is_beyond = parse_duration(str(aim)) > parse_duration(str(limit))
    except ValueError:
        return
    if is_beyond:
        remedy = "write a shorter time, or a longer time_limit"
        sentence = f"{show(aim)} is longer than the task's time limit of {show(limit)}; {remedy}"
        yield (*path, "benchmark", "time"), sentence


def _check_query(page: dict[str, object], path: Path, kept: list[object]) -> Iterator[Found]:
    for name in as_map(page.get("query")):
        if name not in kept:
            remedy = f'add "{name}" to "query:" under "capture:"'
            yield (*path, "query", name), f'"{name}" is cut off before it is recorded; {remedy}'
