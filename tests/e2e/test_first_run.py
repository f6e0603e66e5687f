"""The first minutes of an installation, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from recorder.web.installation import first_key, read_secret
from tests.conftest import ROOT, Server

pytestmark = pytest.mark.browser


def test_the_owner_s_account_is_made_and_signed_into(tmp_path: Path, browser: Browser) -> None:
    """By the address from the terminal, whose key goes into no address that is asked for."""
    server = Server(ROOT / "studies", tmp_path / "data").start()
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{server.url}/first#{first_key(read_secret(server.data / 'secret'))}")
    expect(page.get_by_label("Address from the terminal")).to_be_hidden()
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_label("Login").fill("ada")
    page.get_by_label("Password").fill("a few good words")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Studies")

    page.get_by_text("Ada Lovelace").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Login").fill("ada")
    page.get_by_label("Password").fill("a few good words")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Studies")

    assert not [address for address in asked if "own_" in address.partition("#")[0]]
    page.close()
    server.stop()
