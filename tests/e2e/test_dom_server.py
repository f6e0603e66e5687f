"""A session whose pages are recorded, against a real server, from consent to the log."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, Page

from recorder.config import read_settings
from recorder.model.events import DomRecorded, EventDropped, TaskStarted
from recorder.model.ids import StudyId
from recorder.storage.database import open_database
from recorder.storage.log import list_records
from tests.conftest import ROOT, Server
from tests.e2e.dom_recording import WHOLE, Mirror, join_datas

pytestmark = pytest.mark.browser

CONSENT = {"version": 1, "choices": {}}
TAGS = """[...document.querySelectorAll("body *")].filter((element) =>
  !element.closest("recorder-panel,script,noscript")).map((element) => element.localName)"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Serve the tea shop, with its pages recorded."""
    folder = tmp_path / "studies" / "tea-shop"
    shutil.copytree(ROOT / "studies" / "tea-shop", folder)
    file = folder / "study.yaml"
    file.write_text(file.read_text("utf-8").replace("dom: false", "dom: true"), "utf-8")
    server = Server(folder.parent, tmp_path / "data").start()
    yield server
    server.stop()


def visit(page: Page, server: Server) -> list[str]:
    """Begin a task and go to another page; answers the tags of the page at the end."""
    asked = {"v": 1, "study": "tea-shop", "invite": None, "consent": CONSENT}
    started = page.request.post(f"{server.url}/v1/sessions", data=asked).json()
    page.goto(started["start"])
    panel = page.locator("recorder-panel")
    panel.get_by_role("button", name="Start").click()
    panel.get_by_role("button", name="I'm done").wait_for()
    page.wait_for_timeout(1_000)
    page.get_by_role("link", name="Teas").first.click()
    page.wait_for_timeout(2_500)
    tags: list[str] = page.evaluate(TAGS)
    page.goto("about:blank")
    page.wait_for_timeout(1_000)
    return tags


def read_epochs(server: Server) -> list[tuple[Any, ...]]:
    """Read the log of the one session, page load by page load."""
    settings = read_settings(data=server.data, studies=server.studies)
    db = open_database(settings.database)
    (record,) = list_records(db, StudyId("tea-shop"))
    db.close()
    return [epoch.events for epoch in record.epochs]


def tags_of(tree: Any) -> Iterator[str]:
    if isinstance(tree, list) and tree[0] not in {"recorder-panel", "noscript"}:
        yield tree[0]
        for part in tree[1:]:
            yield from tags_of(part)


def test_the_pages_of_a_session_lie_in_the_log_beside_its_tasks(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context()
    tags = visit(context.new_page(), server)
    context.close()
    server.stop()

    epochs = read_epochs(server)
    recorded = [
        [msgspec.json.decode(event.data) for event in events if isinstance(event, DomRecorded)]
        for events in epochs
    ]
    # The first page only leads to the variant's, before anything is known of the session.
    pages = [[json.loads(text) for text in join_datas(datas)] for datas in recorded if datas]
    mirror = Mirror()
    for event in pages[-1]:
        mirror.take(event)
    (body,) = [part for part in mirror.outline()[0] if isinstance(part, list) and part[0] == "body"]

    assert any(isinstance(event, TaskStarted) for events in epochs for event in events)
    assert not any(isinstance(event, EventDropped) for events in epochs for event in events)
    assert all(any(event["type"] == WHOLE for event in page) for page in pages)
    assert len(pages) == 2
    assert list(tags_of(body))[1:] == tags
    assert "I'm done" not in json.dumps(pages)
