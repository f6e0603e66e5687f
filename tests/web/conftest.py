"""Fixtures of the tests of pages and wire."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.helpers import Site, open_site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An application over one open study and an empty log."""
    with open_site(tmp_path) as made:
        yield made


@pytest.fixture
def client(site: Site) -> FlaskClient:
    """A browser that nobody has used."""
    return site.client()


@pytest.fixture
def owner(site: Site) -> FlaskClient:
    """A browser that is signed in."""
    return site.owner()
