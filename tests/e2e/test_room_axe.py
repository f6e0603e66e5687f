"""The live room, judged by axe in each of its states, wide and narrow, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.room_place import RoomPlace, line, make_place, open_room

pytestmark = pytest.mark.browser

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def place(tmp_path: Path, browser: Browser) -> Iterator[RoomPlace]:
    made = make_place(tmp_path, browser)
    yield made
    made.server.stop()


def _judge(page: Page, state: str) -> list[str]:
    """List what is wrong with the room as it stands now, in all sizes and colours."""
    faults = []
    for width_px in (320, 1280):
        page.set_viewport_size({"width": width_px, "height": 800})
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours, reduced_motion="reduce")
            found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}})
            name = f"{state}, {width_px} px, {colours}"
            for violation in found.response["violations"]:
                places = [node["target"] for node in violation["nodes"]]
                faults.append(f"{name}: {violation['id']} {places}")
            excess_px = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if excess_px > 0:
                faults.append(f"{name}: {excess_px} px too wide")
    return faults


def test_a_room_is_accessible_and_fits_in_every_state(place: RoomPlace) -> None:
    participant, session = place.participant()
    page = open_room(place.person("researcher", "anna"), place, session)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    faults = _judge(page, "nobody moderates")

    page.keyboard.press("l")
    expect(page.get_by_role("button", name="End the session")).to_be_visible()
    for key in ("t", "b", "h", "2", "1", "m"):
        page.keyboard.press(key)
    page.keyboard.press("n")
    page.keyboard.type("Sees the #menu only now !! @anna")
    faults += _judge(page, "writing a note")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    faults += _judge(page, "asked how it ended")
    page.keyboard.press("d")
    page.keyboard.press("p")
    faults += _judge(page, "partial success")
    page.keyboard.press("Enter")
    expect(line(page, "Judged")).to_be_visible()
    for panel in ("Message", "Correct times", "Unplanned task", "Hand over"):
        page.get_by_role("button", name=panel).click()
        faults += _judge(page, panel)
    page.get_by_role("tab", name="Watchers").click()
    faults += _judge(page, "watchers")
    page.keyboard.press("?")
    faults += _judge(page, "keys")
    participant.context.close()
    page.context.close()

    assert faults + errors == []
