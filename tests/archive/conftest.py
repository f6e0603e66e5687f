"""Installations: with a study, to record in, and to restore into; and an archive."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from recorder.storage.database import Database, open_database
from tests.archive.helpers import add_study, archive
from tests.storage.helpers import open_new


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An installation to record in."""
    (tmp_path / "here").mkdir()
    db = open_new(tmp_path / "here")
    yield db
    db.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Database]:
    """An installation with nothing in it."""
    (tmp_path / "there").mkdir()
    db = open_new(tmp_path / "there")
    yield db
    db.close()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of three sessions and its archive, made once because that takes a while."""
    folder = tmp_path_factory.mktemp("prepared")
    db = open_new(folder)
    add_study(db)
    archive(db, folder / "study.sqlite")
    db.close()
    return folder


@pytest.fixture
def filled(prepared: Path, tmp_path: Path) -> Iterator[Database]:
    """The installation that has the study of `made`."""
    path = tmp_path / "filled.sqlite"
    shutil.copyfile(prepared / "recorder.sqlite", path)
    db = open_database(f"sqlite:///{path}")
    yield db
    db.close()


@pytest.fixture
def made(prepared: Path, tmp_path: Path) -> Path:
    """The archive of a study of three sessions."""
    path = tmp_path / "study.sqlite"
    shutil.copyfile(prepared / "study.sqlite", path)
    return path
