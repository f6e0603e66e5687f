"""Fixtures of the snippet's browser tests: a sink, and Chromium with a page that records."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.snippet_sink import TOKEN


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, with the back/forward cache that people's browsers have."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox"],
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


def open_page(context: BrowserContext, base: str, path: str = "/index.html") -> Page:
    """Open a page of the prototype as a participant does from the Start link."""
    page = context.new_page()
    page.goto(f"{base}{path}#recorder={TOKEN}")
    return page
