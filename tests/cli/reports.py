"""Reports in files that tests change by hand and verify."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shell import type_in

KINDS = ("html", "json", "xlsx", "zip")


def use(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Work in this installation from now on."""
    patch.setenv("RECORDER_DATA", str(folder))
    patch.setenv("RECORDER_STUDIES", str(folder / "studies"))


def change(file: Path, edit: Callable[[str], str]) -> Path:
    """Edit a file as somebody does by hand."""
    text = file.read_bytes().decode()
    edited = edit(text)
    assert edited != text
    file.write_bytes(edited.encode())
    return file


def verify(file: Path, *more: str) -> tuple[int, str]:
    """Verify a report: the exit code, and what is said."""
    result = type_in("verify-report", str(file), *more)
    return result.exit_code, result.output
