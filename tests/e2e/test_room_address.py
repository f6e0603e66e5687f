"""The live room at other addresses than the setting's: it goes live, or says at once why not."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from recorder.model.people import Role
from tests.e2e.room_place import line, list_events, read_log
from tests.live.helpers import Place, serve

pytestmark = pytest.mark.browser

ELSEWHERE = "http://recorder.example:8765"


@contextmanager
def open_pages(browser: Browser, place: Place, host: str) -> Iterator[Page]:
    """Open a browser in which a researcher is signed in at this name of the machine."""
    cookie = place.sign_in(Role.RESEARCHER, "anna").cookie.partition("=")[2]
    context = browser.new_context(base_url=f"http://{host}:{place.port}")
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": "recorder", "value": cookie, "domain": host, "path": "/"}])
    yield context.new_page()
    context.close()


def test_the_room_goes_live_at_localhost_too(tmp_path: Path, browser: Browser) -> None:
    """The recorder says 127.0.0.1, and many people type localhost."""
    with serve(tmp_path) as place, open_pages(browser, place, "localhost") as page:
        session = place.start().session.id
        page.goto(f"/sessions/{session}/room")
        expect(page.locator("recorder-light .light")).to_contain_text("participant has not come")
        page.keyboard.press("n")
        page.keyboard.type("written at localhost")
        page.keyboard.press("Enter")
        expect(line(page, "written at localhost")).to_have_count(1)

        notes = list_events(read_log(page, session), "note.added")

        assert [note["text"] for note in notes] == ["written at localhost"]
        expect(page.get_by_role("alert")).to_have_count(0)


def test_a_room_at_an_address_that_is_not_the_recorders_says_what_to_do(
    tmp_path: Path, browser: Browser
) -> None:
    """Its line would be refused for ever, and nobody could tell why."""
    with (
        serve(tmp_path, base_url=ELSEWHERE) as place,
        open_pages(browser, place, "127.0.0.1") as page,
    ):
        asked: list[str] = []
        page.on("websocket", lambda socket: asked.append(socket.url))
        session = place.start().session.id
        page.goto(f"/sessions/{session}/room")

        told = page.get_by_role("alert")
        expect(told).to_contain_text(
            f"open at {place.origin}, but the recorder is set to {ELSEWHERE}"
        )
        expect(told).to_contain_text(f"set RECORDER_BASE_URL to {place.origin}")
        there = told.get_by_role("link", name="Open the room there")
        assert there.get_attribute("href") == f"{ELSEWHERE}/sessions/{session}/room"
        expect(page.locator("recorder-light .light.bad")).to_have_text("not live at this address")
        assert asked == []


def test_a_replay_there_plays_and_says_that_notes_cannot_be_saved(
    tmp_path: Path, browser: Browser
) -> None:
    with (
        serve(tmp_path, base_url=ELSEWHERE) as place,
        open_pages(browser, place, "127.0.0.1") as page,
    ):
        session = place.start().session.id
        page.goto(f"/sessions/{session}/replay")

        told = page.get_by_role("alert")

        expect(told).to_contain_text("Notes cannot be saved here.")
        expect(told).to_contain_text("set RECORDER_BASE_URL")
        expect(page.locator("recorder-replay[ready]")).to_be_attached()
