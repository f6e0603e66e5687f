"""Runs commands as somebody types them, inside this process or in one of their own."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from recorder.cli.main import recorder

ROOT = Path(__file__).parents[2]


def type_in(*arguments: str, typed: str = "") -> Result:
    """Run `recorder` with these arguments; what it refuses is raised."""
    result = CliRunner().invoke(recorder, arguments, input=typed)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def run_apart(*arguments: str, data: Path) -> "subprocess.CompletedProcess[str]":
    """Run `recorder` as a process of its own, with its own data folder."""
    told = {**os.environ, "RECORDER_DATA": str(data)}  # noqa: TID251 (a child needs its PATH)
    return subprocess.run(
        [sys.executable, "-m", "recorder", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=told,
        timeout=60,
    )
