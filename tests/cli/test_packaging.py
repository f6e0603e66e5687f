"""What is installed from a checkout is whole: no Node.js, no compiler, no file left behind."""

import re
import subprocess
import sys
import sysconfig
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.shell import ROOT

PAGES = [
    "/join/tea-shop",
    "/prototype/tea-shop/",
    "/prototype/tea-shop/teas.html",
    "/snippet/recorder.js",
    "/snippet/panel.js",
    "/snippet/after.js",
    "/static/recorder.css",
    "/v1/studies/tea-shop",
    "/schema/study-1.json",
    "/help",
    "/help/getting-started",
    "/help/running.md",
    "/sign-in",
    "/withdraw",
]

SHIPPED = {
    "templates": "recorder/shipped/templates",
    "snippet/dist": "recorder/shipped/snippet",
    "studies/tea-shop": "recorder/shipped/studies/tea-shop",
    "recorder": "recorder",
}
"""Folder of the checkout, and where it is in the wheel."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip does; hatchling comes from the test extra, so no network is needed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "-q"]
    command += ["--no-deps", "--no-build-isolation", "--no-index", str(ROOT), "-w", str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """List the files of the wheel."""
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own that borrows only its dependencies."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    # A plain line is only a place to look at: the checkout's own link in there is not followed.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    pip += ["--python", str(folder / "bin" / "python"), "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--ignore-installed", str(wheel)], check=True, timeout=120)
    return folder / "bin"


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the installed demo far from the checkout, where no Node.js can be found."""
    folder = tmp_path_factory.mktemp("demo")
    process = subprocess.Popen(
        [installed / "recorder", "demo", "--no-browser", "--port", "0", "--data", folder / "data"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={"PATH": str(installed), "HOME": str(folder)},
    )
    assert process.stdout is not None
    yield next(found for line in process.stdout for found in re.findall(r"http://[\d.:]+", line))
    process.terminate()
    process.communicate(timeout=20)


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_has_every_file_that_git_has(folder: str, names: set[str]) -> None:
    listed = subprocess.run(
        ["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [file for file in listed.stdout.splitlines() if (ROOT / file).exists()]

    missing = [file for file in files if SHIPPED[folder] + file.removeprefix(folder) not in names]

    assert len(files) > 3
    assert missing == []


def test_the_wheel_has_licence_migrations_and_help(names: set[str]) -> None:
    assert any(re.search(r"dist-info/licenses/LICENSE$", name) for name in names)
    assert any(re.search(r"^recorder/storage/migrations/versions/v0001_\w+\.py$", n) for n in names)
    assert "recorder/help/getting-started.md" in names
    assert "recorder/shipped/studies/tea-shop/study.yaml" in names


def test_the_wheel_has_nothing_that_only_this_machine_has(names: set[str]) -> None:
    """No tests, no caches, no data, and nothing of the snippet but its bundles."""
    assert not [name for name in names if re.search(r"\.pyc$|\.sqlite|node_modules|\.ts$", name)]
    assert {name.split("/")[0] for name in names if "dist-info" not in name} == {"recorder"}


def test_the_wheel_suits_every_machine(wheel: Path) -> None:
    """Pure Python: nothing has to be compiled."""
    assert wheel.name.endswith("-py3-none-any.whl")


def test_what_is_installed_does_not_look_at_the_checkout(installed: Path, tmp_path: Path) -> None:
    shown = subprocess.run(
        [installed / "python", "-c", "import recorder; print(recorder.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )

    assert Path(shown.stdout.strip()).is_relative_to(installed.parent)


@pytest.mark.parametrize("page", PAGES)
def test_the_installed_demo_answers(page: str, address: str) -> None:
    with urllib.request.urlopen(address + page, timeout=10) as answer:  # noqa: S310 (our own)
        body = answer.read()

    assert answer.status == 200
    assert body


def test_the_version_is_the_same_everywhere(installed: Path) -> None:
    said = subprocess.run(
        [installed / "recorder", "--version"], capture_output=True, text=True, check=True
    )
    written = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)

    assert written is not None
    assert said.stdout.split()[-1] == written[1]
