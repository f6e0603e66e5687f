"""The server goes away while people moderate and write: nothing is lost, nothing comes twice."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.room_place import RoomPlace, line, list_events, make_place, open_room, read_log

pytestmark = pytest.mark.browser


@pytest.fixture
def place(tmp_path: Path, browser: Browser) -> Iterator[RoomPlace]:
    made = make_place(tmp_path, browser)
    yield made
    made.server.stop()


def test_what_is_done_while_the_server_is_away_is_sent_once_with_its_own_time(
    place: RoomPlace,
) -> None:
    participant, session = place.participant()
    page = open_room(place.person("researcher", "anna"), place, session)
    page.keyboard.press("l")
    page.keyboard.press("t")
    expect(line(page, "Gave “")).to_have_count(1)
    read_log(page, session)

    place.server.stop(signal.SIGKILL)
    expect(page.locator("recorder-light .light")).to_contain_text("reconnecting")
    page.keyboard.press("b")
    page.keyboard.press("n")
    page.keyboard.type("written into the dark")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(page.locator("recorder-light .light")).to_contain_text("3 not sent yet")
    expect(line(page, "written into the dark")).to_contain_text("not sent yet")
    expect(page.locator(".room-phase")).to_contain_text("running")
    shown = line(page, "written into the dark").locator(".when").inner_text()
    place.server.start()
    expect(page.locator("recorder-light .light")).to_contain_text("live")

    log = read_log(page, session)
    notes = list_events(log, "note.added")
    assert [(note["text"], note.get("marker", "")) for note in notes] == [
        ("written into the dark", ""),
        ("", "error"),
    ]
    assert len(list_events(log, "task.begun")) == 1
    assert line(page, "written into the dark").locator(".when").inner_text() == shown
    expect(line(page, "written into the dark")).to_have_count(1)
    participant.context.close()
    page.context.close()


def test_what_waits_outlives_the_tab(place: RoomPlace) -> None:
    """The tab is closed while the server is away: the next one of the same person sends it."""
    participant, session = place.participant()
    context = place.person("observer", "olga")
    page = open_room(context, place, session)
    place.server.stop(signal.SIGKILL)
    page.keyboard.press("n")
    page.keyboard.type("kept")
    page.keyboard.press("Enter")
    page.keyboard.type("a draft")
    expect(line(page, "kept")).to_have_count(1)
    page.close()
    place.server.start()

    page = open_room(context, place, session)
    expect(page.locator("recorder-note textarea")).to_have_value("a draft")
    expect(line(page, "kept")).to_have_count(1)
    log = read_log(page, session)

    assert [note["text"] for note in list_events(log, "note.added")] == ["kept"]
    participant.context.close()
    context.close()
