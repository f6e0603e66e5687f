"""Study files for tests: a small right one, and ways to make it wrong."""

from recorder.errors import Fault, InvalidStudyError
from recorder.model.study_text import parse_study

HEAD = """\
format: 1
id: tea-shop
title: Tea shop
consent: {text: We record what you click., retention: 12 months}
"""
"""Lines 1 to 4 of a study; what a test adds begins at line 5."""

TASK = """\
tasks:
  - id: buy
    title: Buy tea
    scenario: Buy a tea.
"""
"""Lines 5 to 8; keys of the task go on at line 9, column 5."""


Seeded = tuple[str, str, int, int, tuple[str, ...]]
"""What the fault is, the text, its line and column, and words of the sentence."""


def with_task(*lines: str) -> str:
    """Add lines to the task; the first is line 9, and its key stands in column 5."""
    return HEAD + TASK + "".join(f"    {line}\n" for line in lines)


def with_study(*lines: str) -> str:
    """Add lines to the study; the first is line 9."""
    return HEAD + TASK + "".join(f"{line}\n" for line in lines)


def find_faults(text: str) -> list[Fault]:
    """List what is wrong with a study file."""
    try:
        parse_study(text, name="study.yaml")
    except InvalidStudyError as error:
        return list(error.faults)
    return []
