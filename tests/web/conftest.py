"""Fixtures of the tests of pages and wire."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.helpers import Site, make_site, write_study


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An application over one open study and an empty log."""
    write_study(tmp_path / "studies")
    made = make_site(tmp_path)
    yield made
    made.db.close()


@pytest.fixture
def client(site: Site) -> FlaskClient:
    """A browser that nobody has used."""
    return site.client()


@pytest.fixture
def owner(site: Site) -> FlaskClient:
    """A browser that is signed in."""
    return site.owner()
