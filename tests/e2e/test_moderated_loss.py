"""The server of a moderated session is killed and comes back; the participant is led on."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from recorder.clock import wall_clock_ms
from recorder.ingest.people import record_act
from recorder.model.acts import PersonEvent, TaskAssigned, TaskBegun
from recorder.model.events import ElementClicked, TaskEnded, TaskStarted
from recorder.model.ids import SessionId
from recorder.storage.database import open_database
from recorder.storage.log import read_record
from tests.conftest import Server
from tests.e2e.led_place import write_led_study

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A real server process over the study `led`."""
    write_led_study(tmp_path / "studies")
    started = Server(tmp_path / "studies", tmp_path / "data").start()
    yield started
    started.stop()


def take_part(server: Server, page: Page) -> SessionId:
    """Start a moderated session and open its first page."""
    (row,) = json.loads(server.run("invite", "led", "--moderated", "--format", "json"))
    body = {"v": 1, "study": "led", "invite": row["invite"], "consent": {"version": 1}}
    answer = page.request.post(f"{server.url}/v1/sessions", data=json.dumps(body)).json()
    page.goto(answer["start"])
    page.locator("recorder-panel").get_by_role("heading", name="Please wait").wait_for()
    return SessionId(answer["session"])


def act(server: Server, session: SessionId, *acts: PersonEvent) -> None:
    """Write acts into the log, whether the server runs or not."""
    db = open_database(f"sqlite:///{server.data / 'recorder.sqlite'}")
    for one in acts:
        record_act(db, session, one, now_ms=wall_clock_ms())
    db.close()


def test_a_killed_server_comes_back_and_the_participant_is_led_on(
    server: Server, browser: Browser
) -> None:
    """What the participant did meanwhile is sent, and what the moderator did is followed, once."""
    context = browser.new_context()
    page = context.new_page()
    session = take_part(server, page)
    panel = page.locator("recorder-panel")
    act(server, session, TaskAssigned(at_ms=1, act="a1", person="ann", task="find"))
    # Written by another process, so the server tells nobody.
    page.evaluate("dispatchEvent(new Event('online'))")
    panel.get_by_role("button", name="Start").click()
    server.stop(signal.SIGKILL)
    page.get_by_role("heading", name="Shop", exact=True).click()
    panel.get_by_role("button", name="I'm done").click()
    expect(panel.get_by_text("Saved on this device")).to_be_visible(timeout=10_000)
    act(
        server,
        session,
        TaskAssigned(at_ms=2, act="a2", person="ann", task="buy"),
        TaskBegun(at_ms=3, act="a3", person="ann", task="buy"),
    )
    server.start()
    page.wait_for_url("**/shop.html")
    expect(panel.get_by_role("heading", name="Buy a thing")).to_be_visible()
    expect(panel.get_by_text("Saved on this device")).to_be_hidden(timeout=20_000)
    page.wait_for_timeout(1_500)
    context.close()

    db = open_database(f"sqlite:///{server.data / 'recorder.sqlite'}")
    events = [each for epoch in read_record(db, session).epochs for each in epoch.events]
    db.close()
    started = [event.task for event in events if isinstance(event, TaskStarted)]
    ended = [(event.task, event.claim) for event in events if isinstance(event, TaskEnded)]
    assert sorted(started) == ["buy", "find"]
    assert ended == [("find", "done")]
    assert any(isinstance(event, ElementClicked) for event in events)
