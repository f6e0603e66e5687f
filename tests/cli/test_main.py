"""The command itself: it starts at once, knows every sub-command and says what was wrong."""

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from recorder.cli.main import COMMANDS, Commands, recorder
from tests.cli.shell import ROOT, run_apart, type_in

SLOW = ("scipy.stats", "matplotlib", "alembic", "pydantic", "sqlalchemy", "flask")

LIST_MODULES = """
import json, sys
from recorder.cli.main import recorder
try:
    recorder(["--help"])
except SystemExit as end:
    assert end.code == 0
print(json.dumps(sorted(sys.modules)))
"""


def load(name: str) -> click.Command:
    """Load one sub-command as the group does."""
    assert isinstance(recorder, Commands)
    command = recorder.get_command(click.Context(recorder), name)
    assert command is not None
    return command


def test_help_pays_for_nothing_that_it_does_not_show() -> None:
    """Half a second for each slow library, at every completion and every typing error."""
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES], capture_output=True, text=True, check=True, cwd=ROOT
    )

    loaded = set(json.loads(done.stdout.splitlines()[-1]))

    assert "recorder.cli.main" in loaded
    assert loaded.isdisjoint(SLOW)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_explains_itself(name: str) -> None:
    command = load(name)

    assert command.name == name
    assert command.help
    assert command.help.split("\n")[0].endswith((".", ":"))
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, option


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_on_the_shell(name: str) -> None:
    result = type_in(name, "--help")

    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: recorder {name}")


def test_every_file_of_a_command_is_listed() -> None:
    """A command that is not in the table cannot be called."""
    files = (ROOT / "recorder" / "cli").glob("*.py")
    named = {
        path.stem.replace("_", "-")
        for path in files
        if re.search(r'\n@click\.(command|group)\("', path.read_text("utf-8"))
    }

    assert named == set(COMMANDS)


def test_a_command_that_does_not_exist_is_wrong_usage() -> None:
    result = type_in("recrod")

    assert result.exit_code == 2
    assert "recrod" in result.output


def test_what_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    """Exit code 1 and no traceback: whoever typed it can act on it."""
    done = run_apart("show", "nobody", data=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "recorder: there is no such session\n"


def test_a_wrong_setting_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDER_PORT", "eighty")

    done = run_apart("where", data=tmp_path)

    assert done.returncode == 1
    assert done.stderr == "recorder: port must be a whole number, not 'eighty'\n"
