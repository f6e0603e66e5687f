"""Fixtures of tests with a real browser: a profile of its own, and a page whose snippet records."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.panel_pages import serve_pages
from tests.e2e.snippet_sink import Sink, serving


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile that nobody has used."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def sink() -> Sink:
    """What stands in for the recorder; tests that need another give one of their own."""
    return Sink()


@pytest.fixture
def base(sink: Sink) -> Iterator[str]:
    """Where the prototype and the sink are served."""
    with serving(sink) as base:
        yield base


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Where the pages with a panel are served, for all tests of a file."""
    with serve_pages() as address:
        yield address
