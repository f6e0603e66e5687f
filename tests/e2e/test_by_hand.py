"""A session without the snippet: started on its page, led from the room, counted afterwards."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from recorder.model.people import Role
from recorder.model.sessions import SessionMode
from recorder.storage.sessions import find_session_by_withdrawal_code, get_session
from tests.e2e.led_place import serve_led, start_led
from tests.live.helpers import Place

pytestmark = pytest.mark.browser


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A server over the study `led`."""
    with serve_led(tmp_path) as served:
        yield served


def sign_in(place: Place, browser: Browser) -> Page:
    name, value = place.sign_in(Role.RESEARCHER, "ann").cookie.split("=", 1)
    context = browser.new_context()
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": name, "value": value, "url": place.origin}])
    return context.new_page()


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=re.compile(rf"^(\S )?{re.escape(name)}$")).click()


def test_a_session_by_hand_is_led_from_the_room_and_counts(place: Place, browser: Browser) -> None:
    page = sign_in(place, browser)
    page.goto(f"{place.origin}/studies/led/moderate")
    page.get_by_role("link", name="Start a session by hand").click()
    page.get_by_label("In your words").fill("Paper prototype")
    page.get_by_label("On paper").check()
    press(page, "Start the session")
    session = find_session_by_withdrawal_code(place.site.db, page.locator("#code").inner_text())
    assert session
    page.get_by_role("link", name="Go to the room").click()
    press(page, "Moderate this session", "Give this task", "Start the clock")
    expect(page.locator(".room-phase")).to_contain_text("running")
    press(page, "Hint", "End", "is done")
    page.get_by_role("group", name="Verdict").get_by_role("button", name="Success").click()
    expect(page.locator(".room-last [role=status]")).to_contain_text("success")
    press(page, "End the session")
    page.get_by_text("The session is ended.").wait_for()
    page.goto(f"{place.origin}/sessions/{session.id}")

    expect(page.get_by_text("by hand").first).to_be_visible()
    expect(page.get_by_text("Paper prototype").first).to_be_visible()
    found = get_session(place.site.db, session.id)
    assert (found.mode, found.state) == (SessionMode.BY_HAND, "finished")
    page.goto(f"{place.origin}/studies/led/sessions")
    marks = page.get_by_role("row", name=re.compile("by hand")).locator(".chips")
    expect(marks).to_contain_text("Buy a thing: completed")
    page.context.close()


def test_the_page_to_moderate_shows_by_itself_who_comes(place: Place, browser: Browser) -> None:
    page = sign_in(place, browser)
    page.goto(f"{place.origin}/studies/led/moderate")
    expect(page.get_by_text("Nobody is here yet.")).to_be_visible()
    started = start_led(place)
    link = page.get_by_role("link", name=f"{started.session.participant} (open the room)")
    expect(link).to_be_visible(timeout=10_000)
    link.focus()
    start_led(place)
    expect(page.get_by_text("2 sessions going on")).to_be_visible(timeout=10_000)

    expect(link).to_be_focused()
    page.context.close()
