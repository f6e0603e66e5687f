"""What is wrong with a value, in one plain sentence: one entry for each kind of error."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import TypeGuard

from pydantic_core import ErrorDetails

from recorder.model.criteria import FORMS
from recorder.model.instruments import INSTRUMENTS, OTHER_NAMES
from recorder.model.study_types import ID_LENGTH, ID_PATTERN, LANGUAGE_PATTERN

SHOWN = 60
"""Characters of a value that a sentence repeats."""

Detail = dict[str, object]

_EXAMPLES = {
    "ask": "What was hardest?",
    "choices": "[yes, no]",
    "completion": "0.8",
    "consent": "{text: We record what you click., retention: 12 months}",
    "format": "1",
    "id": "buy-tea",
    "kind": "text",
    "name": "Tea shop",
    "path": "/thanks.html",
    "question": "order-number",
    "retention": "12 months",
    "scenario": "You are out of tea. Buy some.",
    "score": "0.5",
    "start": "prototype/index.html",
    "tasks": "[{id: buy-tea, title: Buy tea, scenario: Buy some tea.}]",
    "text": "We record what you click.",
    "title": "Buy tea",
    "visit": "[/basket.html, /pay.html]",
}
"""What can stand after a key that is missing."""


def show(value: object) -> str:
    """Write a value so that a sentence can repeat it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value}"
        case str():
            words = " ".join(value.split())
            return f'"{words[:SHOWN]}…"' if len(words) > SHOWN else f'"{words}"'
        case dict():
            return "a group of keys"
        case _:
            return "a list"


def suggest(word: object, known: Iterable[str]) -> str:
    """Guess what was meant, as the end of a sentence; "" when nothing comes near."""
    names = list(known)
    lowered = str(word).lower().replace("_", "-").replace(" ", "-")
    by_form = {name.lower().replace("_", "-"): name for name in names}
    close = get_close_matches(lowered, by_form, n=1, cutoff=0.6)
    return f'; did you mean "{by_form[close[0]]}"?' if close else ""


def list_words(words: Sequence[str]) -> str:
    """Write several words as people do: `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def write_sentence(error: ErrorDetails, *, label: str, keys: Sequence[str], word: str = "") -> str:
    """Say what is wrong and what to write instead.

    Args:
        error: One error of pydantic.
        label: What the sentence calls the value, such as `"order:"`.
        keys: Keys that may stand where the error is, for unknown keys.
        word: How the file writes a number or a switch.
    """
    value = error["input"]
    context = dict(error.get("ctx", {}))
    if value is None and error["type"] not in ("missing", "sentence"):
        return f"{label} has nothing after it; {_nothing_remedy(label)}"
    writer = _WRITERS.get(error["type"])
    if writer is None:
        return f"{label} may not be {show(value)}"
    return writer(label, value, {**context, "keys": keys, "word": word})


def _nothing_remedy(label: str) -> str:
    if label in ('"selector:"', '"fragment:"'):
        return 'a # begins a comment, so write the value in quotes, such as "#buy"'
    return "write a value, or remove the line"


def _missing(label: str, _value: object, _detail: Detail) -> str:
    key = label.strip('":')
    return f'missing {label}; add a line such as "{key}: {_EXAMPLES.get(key, "...")}"'


def _unknown(label: str, _value: object, detail: Detail) -> str:
    keys = [str(key) for key in _as_list(detail["keys"])]
    word = label.strip('":')
    if word in keys:
        return f'{label} is an entry of its own; begin it with "- " on a new line'
    guess = suggest(word, keys)
    known = f"; known here: {', '.join(keys)}" if keys and not guess else ""
    return f"unknown key {label}{guess or known or '; remove it'}"


def _literal(label: str, value: object, detail: Detail) -> str:
    words = re.findall(r"'([^']*)'|\b([0-9]+)\b", str(detail["expected"]))
    options = [first or second for first, second in words]
    if options == ["1"]:
        return f"{label} must be 1, the only format this program reads, not {show(value)}"
    return f"{label} must be {list_words(options)}, not {show(value)}{suggest(value, options)}"


def _text(label: str, value: object, detail: Detail) -> str:
    if isinstance(value, (bool, int, float)):
        return f'{label} must be a text; write it in quotes: "{detail["word"] or show(value)}"'
    return f"{label} must be a text, not {show(value)}; write some words"


def _pattern(label: str, value: object, detail: Detail) -> str:
    if detail["pattern"] == LANGUAGE_PATTERN:
        return f"{label} must be a language such as en, de or pt-BR, not {show(value)}"
    if detail["pattern"] != ID_PATTERN:
        return f"{label} may not be {show(value)}"
    slug = re.sub(r"[^a-z0-9]+", "-", str(value).lower()).strip("-")[:ID_LENGTH] or "buy-tea"
    rule = "small letters a-z, digits and hyphens"
    return f'{label} may hold only {rule}, not {show(value)}; write "{slug}"'


def _criterion(_label: str, value: object, _detail: Detail) -> str:
    found = [str(key) for key in value] if isinstance(value, dict) else []
    names = [name for name in FORMS if name != "of"]
    guess = suggest(found[0], names) if found else ""
    return f"{show(found[0] if found else {})} is not a criterion; use {list_words(names)}{guess}"


def _instrument(_label: str, value: object, _detail: Detail) -> str:
    other = OTHER_NAMES.get(str(value).lower().replace(" ", "-").replace("_", "-"))
    guess = f'; did you mean "{other}"?' if other else suggest(value, INSTRUMENTS)
    own = "" if guess else "; an own question is written {id: ..., ask: ..., kind: text}"
    known = "" if guess else f" (known: {', '.join(INSTRUMENTS)})"
    return f"{show(value)} is not a questionnaire built in{known}{guess}{own}"


def _as_list(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _rule(rule: str) -> Callable[[str, object, Detail], str]:
    """Make a writer for a rule that may name limits: `{label} must be ..., not {value}`."""

    def write(label: str, value: object, detail: Detail) -> str:
        limits = {name: f"{limit:g}" for name, limit in detail.items() if _is_number(limit)}
        return f"{label} must be {rule.format(**limits)}, not {show(value)}"

    return write


def _own_sentence(label: str, _value: object, detail: Detail) -> str:
    """Begin with the key, unless the sentence begins with the value itself."""
    sentence = str(detail["sentence"])
    return sentence if sentence[0] in '"-.0123456789' else f"{label} {sentence}"


def _too_much(label: str, value: object, detail: Detail) -> str:
    sentence = _rule("{le} or less")(label, value, detail)
    if detail["le"] == 1 and _is_number(value) and value <= 100:
        return f"{sentence}; write {value / 100:g} for {value:g} %"
    return sentence


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float))


def _too_long(label: str, value: object, detail: Detail) -> str:
    allowed = detail["max_length"]
    return f"{label} is {len(str(value))} characters long; write at most {allowed}"


_WRITERS: dict[str, Callable[[str, object, Detail], str]] = {
    "sentence": _own_sentence,
    "criterion": _criterion,
    "instrument": _instrument,
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _literal,
    "string_type": _text,
    "string_pattern_mismatch": _pattern,
    "string_too_short": lambda label, *_: f"{label} is empty; write some words",
    "string_too_long": _too_long,
    "int_type": _rule("a whole number without quotes, such as 12"),
    "int_from_float": _rule("a whole number, such as 12"),
    "float_type": _rule("a number without quotes, such as 0.5"),
    "bool_type": _rule("true or false"),
    "tuple_type": _rule("a list, such as [one, two]"),
    "dict_type": _rule("a group of keys, such as {{sort: price}}"),
    "model_type": _rule("a group of keys, such as {{key: value}}"),
    "model_attributes_type": _rule("a group of keys"),
    "too_short": lambda label, _, detail: (
        f"{label} has too few entries; list {detail['min_length']} or more"
    ),
    "too_long": lambda label, _, detail: (
        f"{label} has too many entries; list {detail['max_length']} or fewer"
    ),
    "greater_than": _rule("above {gt}"),
    "greater_than_equal": _rule("{ge} or more"),
    "less_than": _rule("below {lt}"),
    "less_than_equal": _too_much,
    "finite_number": _rule("a number"),
}
