"""What is wrong with a text that is not YAML, in words for people who write few such files."""

import re

from ruamel.yaml.error import MarkedYAMLError

_SENTENCES = (
    (
        r"mapping values are not allowed",
        (
            'a ":" is not expected here; put a text that holds ": " in quotes, or indent this line '
            "like its neighbours"
        ),
    ),
    (
        r"found character '\\t'|found a tab|tab character",
        "a tab stands here; indent with spaces",
    ),
    (
        r"found character '(?P<sign>[@`%])'",
        'a text may not begin with "{sign}"; put it in quotes',
    ),
    (
        r"could not find expected ':'",
        'a key without ":" stands here or on the line before; write "key: value"',
    ),
    (
        r"expected <block end>",
        (
            "this line is not indented like its neighbours; give all lines of one list or group "
            "the same indentation"
        ),
    ),
    (
        r"expected ',' or '(?P<sign>[\]}])'",
        'this bracket is not closed, or a "," is missing in it; close it with "{sign}"',
    ),
    (
        r"found unexpected end of stream",
        "this quote is not closed; close it with the same sign",
    ),
    (
        r"found unknown escape character",
        "a backslash in double quotes begins a code that does not exist; use single quotes",
    ),
    (
        r"found incompatible YAML document|directive",
        'a line that begins with "%" is not allowed; remove it',
    ),
    (
        r"expected the node content, but found '(?P<sign>[^']*)'",
        'a value is missing before "{sign}"; write one, or close the bracket',
    ),
    (
        r"undefined alias|expected alphabetic or numeric character",
        'a text may not begin with "*" or "&"; put it in quotes',
    ),
)


_OPENED = r"found unexpected end of stream|expected ',' or"
"""Problems that ruamel.yaml notices far below the quote or bracket that is to blame."""


def find_syntax(error: MarkedYAMLError) -> tuple[int, int]:
    """Find the line and column, from 0, where a person has to look."""
    is_opened = re.search(_OPENED, str(error.problem))
    marks = (error.context_mark, error.problem_mark)
    mark = next((mark for mark in marks[:: 1 if is_opened else -1] if mark), None)
    return (mark.line, mark.column) if mark else (0, 0)


def explain_syntax(error: MarkedYAMLError) -> str:
    """Say in one sentence what is wrong and what to write instead."""
    problem = str(error.problem or error.context or "")
    for pattern, sentence in _SENTENCES:
        found = re.search(pattern, problem)
        if found:
            return sentence.format(**found.groupdict())
    return f"this cannot be read ({' '.join(problem.split())}); put the text in quotes"
