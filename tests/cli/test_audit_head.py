"""What a backup says of the audit log, and what `recorder verify` makes of it later."""

import re
import sqlite3
from pathlib import Path

import pytest

from tests.cli.shell import type_in


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path))
    monkeypatch.setenv("RECORDER_STUDIES", str(tmp_path / "studies"))


def back_up(folder: Path) -> str:
    """Make a backup, and answer the seal that it prints."""
    output = type_in("backup", str(folder)).output
    (seal,) = re.findall(r"recorder verify --audit-head ([0-9a-f]{64})", output)
    return str(seal)


def test_a_kept_seal_tells_that_lines_were_cut_off(tmp_path: Path) -> None:
    type_in("people", "add", "ada", "--role", "owner")
    seal = back_up(tmp_path / "copy")
    assert type_in("verify", "--audit-head", seal).exit_code == 0

    with sqlite3.connect(tmp_path / "recorder.sqlite") as file:
        file.execute("drop trigger audit_is_never_deleted")
        file.execute("delete from audit")
    file.close()

    cut = type_in("verify", "--audit-head", seal)
    assert cut.exit_code == 3
    assert "some were cut off" in cut.output
    assert type_in("verify").exit_code == 0


def test_a_backup_is_written_down(tmp_path: Path) -> None:
    type_in("people", "add", "ada", "--role", "owner")

    first, second = back_up(tmp_path / "one"), back_up(tmp_path / "two")

    assert first != second
