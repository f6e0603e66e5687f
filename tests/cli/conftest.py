"""An installation with a report in every kind of file."""

import shutil
from pathlib import Path

import pytest

from tests.archive.helpers import add_sitting
from tests.cli.reports import KINDS, use
from tests.cli.shell import type_in
from tests.storage.helpers import open_new


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with two sittings, an archive of them, and their report in every kind."""
    folder = tmp_path_factory.mktemp("made")
    db = open_new(folder)
    add_sitting(db)
    add_sitting(db)
    db.close()
    with pytest.MonkeyPatch.context() as patch:
        use(folder, patch)
        for kind in KINDS:
            type_in("report", "tea-shop", "--out", str(folder / f"report.{kind}"))
        type_in("archive", "tea-shop", str(folder / "tea.sqlite"))
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a test may change."""
    folder = tmp_path / "here"
    shutil.copytree(made, folder)
    use(folder, monkeypatch)
    return folder
