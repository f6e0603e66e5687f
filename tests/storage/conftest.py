from collections.abc import Iterator
from pathlib import Path

import pytest

from recorder.storage.database import Database
from tests.storage.helpers import open_new


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A new SQLite file with all tables."""
    db = open_new(tmp_path)
    yield db
    db.close()
