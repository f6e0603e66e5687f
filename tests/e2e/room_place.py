"""A real server with a moderated session: somebody takes part, others sign in to its live room."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.conftest import ROOT, Server

STUDY = "tea-shop"
SCREENER = {
    "Are you 18 or older?": "Yes",
    "When did you last buy something online?": "In the last four weeks",
}


@dataclass
class RoomPlace:
    """A server over the sample study.

    Attributes:
        browser: Where people and participants sit, each in a context of their own.
    """

    server: Server
    browser: Browser

    def person(
        self, role: str, login: str = "", *, script: str = "", **options: object
    ) -> BrowserContext:
        """Sign somebody in, in a browser of their own.

        Args:
            role: The person is made if need be.
            login: The role's name unless given.
            script: Runs before every page.
            options: Of the browser's context.
        """
        login = login or role
        if f'"{login}"' not in self.server.run("people", "list", "--json"):
            self.server.run("people", "add", login, "--role", role, "--name", login.capitalize())
        context = self.browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(self.server.run("people", "sign-in", login).strip())
        page.wait_for_url(f"{self.server.url}/")
        page.close()
        return context

    def participant(self, *, script: str = "") -> tuple[Page, str]:
        """Take part in a moderated session up to the first page; answer it and the session's id."""
        link = self.server.run("invite", STUDY, "--count", "1", "--moderated")
        address = re.search(r"http\S+", link)
        assert address is not None, link
        context = self.browser.new_context()
        context.set_default_timeout(30_000)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(address.group())
        page.get_by_role("button", name="Continue").click()
        for question, answer in SCREENER.items():
            page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="I agree").click()
        start = page.get_by_role("link", name="Start")
        token = (start.get_attribute("href") or "").rpartition("recorder=")[2]
        answer_ = context.request.get(
            f"{self.server.url}/v1/session", headers={"Authorization": f"Bearer {token}"}
        )
        start.click()
        page.locator("recorder-panel").wait_for(state="attached")
        return page, str(answer_.json()["session"])


def open_room(context: BrowserContext, place: RoomPlace, session: str) -> Page:
    """Open the live room and wait until it is live."""
    page = context.new_page()
    page.goto(f"{place.server.url}/sessions/{session}/room")
    page.locator("recorder-light .light.good, recorder-light .light.none").wait_for()
    return page


def press(page: Page, keys: str, said: str) -> None:
    """Press keys one after another, and wait for what is said of them."""
    for key in keys.split():
        page.keyboard.press(key)
    expect(page.locator(".room-last [role=status]")).to_contain_text(said)


def line(page: Page, words: str) -> Locator:
    """Find a line of the feed."""
    return page.locator("#panel-feed recorder-feed li", has_text=words)


READ_LOG = """session => fetch(`/sessions/${session}/log.json`, {
  headers: {"X-CSRFToken": document.querySelector("meta[name=csrf-token]").content},
}).then(answer => answer.json())"""


def read_log(page: Page, session: str) -> dict[str, Any]:
    """Read the log as any page of the recorder does, once it has what was done on this one."""
    expect(page.locator("recorder-feed li.waiting")).to_have_count(0)
    log = page.evaluate(READ_LOG, session)
    assert isinstance(log, dict)
    return log


def list_events(log: dict[str, Any], *kinds: str) -> list[dict[str, Any]]:
    """List the events of some types, in the order of the log."""
    every = [event for batch in log["batches"] for event in batch["events"]]
    return [event for event in every if event["type"] in kinds]


def make_place(folder: Path, browser: Browser) -> RoomPlace:
    """Start a server over a copy of the sample study, its tasks in the file's order."""
    shutil.copytree(ROOT / "studies" / STUDY, folder / "studies" / STUDY)
    file = folder / "studies" / STUDY / "study.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("order: latin-square") == 1
    file.write_text(text.replace("order: latin-square", "order: fixed"), encoding="utf-8")
    return RoomPlace(Server(folder / "studies", folder / "data").start(), browser)
