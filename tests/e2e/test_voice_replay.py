"""A voice that was really recorded, played in step with the replay of its session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.loss_site import serve_with_recorder
from tests.e2e.voice_place import HEARD, STUDY, VoicePlace, launch, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CLOSE_MS = 100
"""So far may voice and picture part before people notice."""

SOUND = "document.querySelector('recorder-replay').shadowRoot.querySelector('recorder-sound')"
AT = "document.querySelector('recorder-replay').at_ms"
TRANSCRIPT = b"""WEBVTT

00:00.500 --> 00:02.000
I look for the basket.

00:02.000 --> 00:04.000
Is this the basket?

00:04.000 --> 00:06.000
No.
"""


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VoicePlace]:
    """Record a participant who speaks for some seconds on two pages."""
    folder: Path = tmp_path_factory.mktemp("voice-replay")
    heard = launch(browser, *HEARD)
    with serve_with_recorder(folder, STUDY) as (server, site):
        made = VoicePlace(server, site, heard.new_context())
        page = made.enter()
        page.get_by_role("button", name="Turn the microphone on").click()
        until(lambda: made.parts() >= 8)
        (take,) = made.takes()
        page.locator("#link").click()
        until(lambda: len(made.takes()) == 2 and made.parts() >= 14)
        page.close()
        (file := folder / "said.vtt").write_bytes(TRANSCRIPT)
        server.run("transcript", made.session, str(file), "--take", take)
        yield made
        heard.close()


@pytest.fixture
def page(place: VoicePlace) -> Iterator[Page]:
    """The session's replay, opened by somebody signed in."""
    chromium = place.context.browser
    assert chromium is not None
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(place.server.sign_in)
    page.wait_for_url(f"{place.server.url}/")
    page.goto(f"{place.server.url}/sessions/{place.session}/replay")
    page.locator("recorder-replay[ready]").wait_for()
    until(lambda: page.evaluate(f"{SOUND}.takes.length === 2"))
    yield page
    context.close()


def drift(page: Page) -> float:
    """Tell how far the voice is from the picture, once it has played for a while."""
    until(lambda: page.evaluate(f"{SOUND}.drift_ms !== null"))
    page.wait_for_timeout(1_500)
    found = page.evaluate(f"{SOUND}.drift_ms")
    assert found is not None
    return float(found)


def find_begin(page: Page, take: int = 0) -> float:
    """Tell where a take begins, in s."""
    return float(page.evaluate(f"{SOUND}.takes[{take}].begins_ms")) / 1000


def test_the_voice_plays_in_step(page: Page) -> None:
    page.evaluate(f"document.querySelector('recorder-replay').seek({find_begin(page)} * 1000)")
    page.get_by_role("button", name="Play").click()

    assert abs(drift(page)) < CLOSE_MS


def test_the_voice_keeps_step_after_a_jump_and_at_another_speed(page: Page) -> None:
    begin_ms = find_begin(page) * 1000
    page.evaluate(f"document.querySelector('recorder-replay').seek({begin_ms})")
    page.get_by_role("button", name="Play").click()
    drift(page)

    page.evaluate(f"document.querySelector('recorder-replay').seek({begin_ms} + 4000)")
    after_jump = drift(page)
    page.get_by_label("Speed").select_option("0.5")
    slower = drift(page)

    assert abs(after_jump) < CLOSE_MS
    assert abs(slower) < CLOSE_MS


def test_the_voice_of_the_next_page_load_follows_by_itself(page: Page) -> None:
    begin_ms = find_begin(page, 1) * 1000
    page.evaluate(f"document.querySelector('recorder-replay').seek({begin_ms} - 1500)")
    page.get_by_role("button", name="Play").click()
    until(lambda: page.evaluate(f"{SOUND}.at_ms > {begin_ms} + 500"))

    assert abs(drift(page)) < CLOSE_MS


def test_a_pause_is_silent(page: Page) -> None:
    page.evaluate(f"document.querySelector('recorder-replay').seek({find_begin(page)} * 1000)")
    page.get_by_role("button", name="Play").click()
    drift(page)

    page.get_by_role("button", name="Pause").click()

    until(lambda: page.evaluate(f"{SOUND}.drift_ms === null"))


def test_words_are_marked_searched_and_lead_to_their_moment(page: Page) -> None:
    begin_ms = find_begin(page) * 1000

    page.evaluate(f"document.querySelector('recorder-replay').seek({begin_ms} + 2500)")
    page.locator("recorder-transcript li[aria-current]").filter(has_text="Is this").wait_for()
    field = page.get_by_role("searchbox", name="Search the transcript")
    field.fill("basket")
    page.get_by_text("2 of 3 lines").wait_for()
    field.press("Enter")

    until(lambda: abs(float(page.evaluate(AT)) - begin_ms - 500) < 5)
    expect(page.locator("recorder-transcript mark")).to_have_count(2)
