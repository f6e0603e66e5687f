"""Whether success criteria ask for answers that a task's questions can give."""

from collections.abc import Iterator

from recorder.model.instruments import INSTRUMENTS
from recorder.model.study_sentences import list_words, show, suggest
from recorder.model.study_tree import Path
from recorder.model.study_walk import Found, as_list, as_map, walk_criteria

WAYS = ("equals", "one_of", "matches", "between")
"""How an answer may be compared; a criterion uses one of them."""

_NUMERIC = ("scale", "number")


def check_answers(task: dict[str, object], path: Path) -> Iterator[Found]:
    """Find criteria about answers that can never be met."""
    kinds = _list_kinds(task)
    for place, criterion in walk_criteria(task, path):
        if isinstance(criterion.get("answer"), dict):
            yield from _check_answer(as_map(criterion["answer"]), (*place, "answer"), kinds)
    if task.get("ends") == "on_success" and not _can_be_met_early(task.get("success")):
        remedy = "write on_done, or a criterion about pages, clicks or events"
        yield (*path, "ends"), f"questions are answered after the task's end; {remedy}"


def _list_kinds(task: dict[str, object]) -> dict[str, dict[str, object]]:
    """List what a task asks: id to question, items of instruments as scales."""
    known: dict[str, dict[str, object]] = {}
    for entry in as_list(task.get("questions")):
        if isinstance(entry, str) and entry in INSTRUMENTS:
            known |= {item: {"kind": "scale"} for item in INSTRUMENTS[entry].list_item_ids()}
        elif isinstance(as_map(entry).get("id"), str):
            known[str(as_map(entry)["id"])] = as_map(entry)
    return known


def _check_answer(
    answer: dict[str, object], path: Path, questions: dict[str, dict[str, object]]
) -> Iterator[Found]:
    ways = [way for way in WAYS if way in answer]
    if not ways:
        yield path, "nothing says which answer is right; add equals, one_of, matches or between"
    for way in ways[1:]:
        yield (*path, way), f'"{way}:" cannot stand beside "{ways[0]}:"; remove one of the two'
    name = answer.get("question")
    if not isinstance(name, str) or not name:
        return
    if name not in questions:
        known = f"known here: {', '.join(questions)}" if questions else 'add it to "questions:"'
        guess = suggest(name, questions) or f"; {known}"
        yield (*path, "question"), f"the task has no question {show(name)}{guess}"
    else:
        for way in ways:
            yield from _check_way(way, answer[way], (*path, way), questions[name])


def _check_way(way: str, value: object, path: Path, question: dict[str, object]) -> Iterator[Found]:
    kind = question.get("kind")
    if way == "between" and kind not in _NUMERIC:
        yield (
            path,
            f'"between:" is for numbers, but the question is of kind {show(kind)}; use equals',
        )
    if way == "matches" and kind not in ("text", "long-text"):
        yield path, f'"matches:" is for texts, but the question is of kind {show(kind)}; use equals'
    if way not in ("equals", "one_of"):
        return
    values = as_list(value) if way == "one_of" else [value]
    for index, one in enumerate(values):
        place = (*path, index) if way == "one_of" else path
        sentence = _wrong_value(one, question)
        if sentence:
            yield place, sentence


def _wrong_value(value: object, question: dict[str, object]) -> str:
    """Say why a question can never be answered so; "" when it can."""
    kind = question.get("kind")
    choices = [choice for choice in as_list(question.get("choices")) if isinstance(choice, str)]
    if kind in ("choice", "choices") and isinstance(value, str) and value not in choices:
        guess = (
            suggest(value, choices)
            or f"; write {list_words([*map(show, choices)] or ['a choice'])}"
        )
        return f"{show(value)} is not among the question's choices{guess}"
    if kind in _NUMERIC and isinstance(value, str):
        return f"{show(value)} is a text, but the answer is a number; write it without quotes"
    if kind not in _NUMERIC and isinstance(value, (int, float)):
        return f'{show(value)} is a number, but the answer is a text; write it in quotes: "{value}"'
    return ""


def _can_be_met_early(criterion: object) -> bool:
    """Tell whether a criterion can be met before the task's questions are asked."""
    if isinstance(criterion, list):
        return all(_can_be_met_early(inner) for inner in criterion)
    mapping = as_map(criterion)
    if "all" in mapping:
        return _can_be_met_early(mapping["all"])
    early = [_can_be_met_early(inner) for inner in as_list(mapping.get("any", mapping.get("of")))]
    if "any" in mapping:
        return any(early) or not early
    if "of" in mapping:
        wanted = mapping.get("at_least")
        return not isinstance(wanted, int) or sum(early) >= wanted or wanted > len(early)
    return "answer" not in mapping
