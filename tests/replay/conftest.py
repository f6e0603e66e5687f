"""Fixtures of the tests of replays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.helpers import Place, serve


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A server with real sockets, one study and nobody there."""
    with serve(tmp_path) as served:
        yield served
