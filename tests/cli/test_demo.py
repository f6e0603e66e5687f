"""`recorder demo` as a process: somebody is signed in with nothing to configure."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from recorder.model.people import Role
from recorder.storage.database import open_database
from recorder.storage.people import list_people
from tests.cli.shell import ROOT


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[list[str]]:
    """Start the demo on a free port, and read what it prints."""
    command = [sys.executable, "-m", "recorder", "demo", "--no-browser", "--data", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    yield [process.stdout.readline(), process.stdout.readline()]
    process.terminate()
    process.communicate(timeout=20)


def test_the_demo_has_an_owner_and_a_link_that_signs_in(lines: list[str], tmp_path: Path) -> None:
    db = open_database(f"sqlite:///{tmp_path / 'recorder.sqlite'}")

    assert re.fullmatch(r"Sign in: http://127\.0\.0\.1:\d+/sign-in#sgn_[\w-]{22}\n", lines[1])
    assert [(one.login, one.role) for one in list_people(db)] == [("demo", Role.OWNER)]
    db.close()
