"""The same data give the same bytes on two machines, whatever else is different on them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from recorder.cli.demo_people import add_demo_people
from recorder.model.sessions import SessionState
from recorder.storage.erasure import erase_session
from recorder.storage.sessions import list_sessions
from recorder.storage.study_folders import read_study
from tests.cli.shell import ROOT
from tests.storage.helpers import START_MS, open_new

SCRIPT = """
import os, sys
from recorder.cli.main import recorder
os.umask(int(sys.argv[1], 8))
out = sys.argv[2]
for command in (
    ["report", "tea-shop", "--out", f"{out}/report.html"],
    ["report", "tea-shop", "--out", f"{out}/report.json"],
    ["report", "tea-shop", "--out", f"{out}/report.xlsx"],
    ["report", "tea-shop", "--out", f"{out}/report.zip"],
    ["export", "tea-shop", "--out", f"{out}/tables"],
    ["archive", "tea-shop", f"{out}/tea.sqlite"],
):
    recorder(command, standalone_mode=False)
"""
"""What each machine does; one process, because starting takes the longest."""

FILES = {
    "report.html",
    "report.json",
    "report.xlsx",
    "report.zip",
    "tables/acts.csv",
    "tables/answers.csv",
    "tables/attempts.csv",
    "tables/codebook.csv",
    "tables/notes.csv",
    "tables/verdicts.csv",
    "tables/sessions.csv",
    "tea.sqlite",
}

TASTE = """
lines.linewidth: 9
lines.solid_capstyle: round
patch.linewidth: 5
font.size: 20
svg.fonttype: path
figure.dpi: 200
path.simplify: False
path.sketch: 1, 100, 2
hatch.color: red
"""
"""A drawing library that somebody set up for other drawings."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with the sample study and its made-up participants, all at an end."""
    folder = tmp_path_factory.mktemp("data")
    db = open_new(folder)
    version = read_study(ROOT / "studies" / "tea-shop")
    add_demo_people(db, version, lambda: START_MS)
    for session in list_sessions(db, version.study.id):
        if session.state is SessionState.OPEN:
            # How long it was not heard of would depend on the time.
            erase_session(db, session.id, now_ms=START_MS)
    db.close()
    return folder


def work(
    machine: Path, data: Path, *, umask: str, taste: str, told: dict[str, str]
) -> dict[str, bytes]:
    """Have a machine of its own write every kind of file: its bytes by its name."""
    for name in ("home", "out", "cwd"):
        (machine / name).mkdir(parents=True)
    shutil.copytree(data, machine / "data")
    (machine / "cwd" / "matplotlibrc").write_text(taste, "utf-8")
    own = {
        "PATH": os.environ["PATH"],  # noqa: TID251 (a child needs it)
        "PYTHONPATH": str(ROOT),
        "HOME": str(machine / "home"),
        "RECORDER_DATA": str(machine / "data"),
        "RECORDER_STUDIES": str(machine / "data" / "studies"),
    }
    subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, umask, str(machine / "out")],
        check=True,
        cwd=machine / "cwd",
        env={**own, **told},
        stdout=subprocess.DEVNULL,
        timeout=300,
    )
    out = machine / "out"
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def test_another_language_time_zone_and_home_make_no_difference(tmp_path: Path, data: Path) -> None:
    """A report is evidence when whoever makes it again gets the same."""
    english = {"PYTHONHASHSEED": "1", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8"}
    plain = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX"}
    # Without these Python would take UTF-8 wherever nothing else is said.
    plain |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANGUAGE": "tr:de"}

    one = work(tmp_path / "one", data, umask="022", taste="", told=english)
    other = work(tmp_path / "a longer name", data, umask="077", taste=TASTE, told=plain)

    assert set(one) == set(other) == FILES
    assert [name for name in sorted(FILES) if one[name] != other[name]] == []
