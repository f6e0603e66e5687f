"""A voice on its way from a real microphone line of Chromium to the disk of a real server."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server
from tests.e2e.loss_site import serve_with_recorder
from tests.e2e.voice_place import HEARD, STUDY, VoicePlace, launch, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

AS_LONG = 0.05
"""A decoded take may be so much longer or shorter than its parts say."""


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """Start the recorder and the site."""
    with serve_with_recorder(tmp_path_factory.mktemp("voice"), STUDY) as both:
        yield both


@pytest.fixture(scope="module")
def heard(browser: Browser) -> Iterator[Browser]:
    """A browser with a microphone."""
    chromium = launch(browser, *HEARD)
    yield chromium
    chromium.close()


def open_place(servers: tuple[Server, str], browser: Browser) -> VoicePlace:
    """Open a browser profile that nobody has used."""
    context = browser.new_context()
    context.set_default_timeout(30_000)
    return VoicePlace(*servers, context)


@pytest.fixture
def place(servers: tuple[Server, str], heard: Browser) -> Iterator[VoicePlace]:
    """Give every test a browser profile and a session of its own."""
    made = open_place(servers, heard)
    yield made
    made.context.close()


def turn_on(page: Page) -> None:
    """Press the button of the panel's line for the voice."""
    page.get_by_role("button", name="Turn the microphone on").click()
    page.get_by_text("Your voice is recorded").wait_for()


def check_takes(place: VoicePlace, page: Page) -> None:
    """Every take has all its parts once, and decodes to the length that its parts tell."""
    for take, parts in place.takes().items():
        assert [number for number, *_ in parts] == list(range(len(parts)))
        told_ms = sum(length_ms for _, _, length_ms, _ in parts)
        length_ms, loudest = place.decode(page, take)
        assert abs(length_ms - told_ms) <= max(AS_LONG * told_ms, 100)
        assert loudest > 0.01


def test_a_voice_is_recorded_through_page_loads(place: VoicePlace) -> None:
    page = place.enter()
    turn_on(page)
    until(lambda: place.parts() >= 3)

    page.locator("#link").click()
    page.get_by_text("Your voice is recorded").wait_for()
    until(lambda: len(place.takes()) == 2 and all(len(one) >= 3 for one in place.takes().values()))
    page.get_by_role("button", name="Mute").click()
    page.get_by_text("Muted").wait_for()
    # What was said up to the press comes too.
    until(lambda: place.query("select 1 from sound_parts where length_ms < 990") != [])

    check_takes(place, page)


def test_a_killed_server_loses_no_word(place: VoicePlace) -> None:
    page = place.enter()
    turn_on(page)
    until(lambda: place.parts() >= 2)

    place.server.stop(signal.SIGKILL)
    before = place.parts()
    page.wait_for_timeout(4_000)
    place.server.start()
    until(lambda: place.parts() >= before + 4)

    check_takes(place, page)


def test_a_network_that_is_away_for_ten_seconds_loses_no_word(place: VoicePlace) -> None:
    page = place.enter()
    turn_on(page)
    until(lambda: place.parts() >= 2)

    place.context.set_offline(True)
    page.wait_for_timeout(10_000)
    page.get_by_text("Kept on this device").wait_for()
    place.context.set_offline(False)
    until(lambda: place.parts() >= 12)

    check_takes(place, page)


def test_a_reload_while_the_server_is_away_keeps_what_was_said(place: VoicePlace) -> None:
    """The site itself is still there: only the recorder is not."""
    page = place.enter()
    turn_on(page)
    until(lambda: place.parts() >= 2)
    (take,) = place.takes()

    page.route("**/v1/media/**", lambda route: route.abort())
    page.wait_for_timeout(3_500)
    page.reload()
    page.unroute("**/v1/media/**")

    until(lambda: len(place.takes()[take]) >= 4)
    check_takes(place, page)
    until(lambda: any(why == "left" for why, _ in place.stops()))


def test_a_pause_lets_go_of_the_microphone(place: VoicePlace) -> None:
    page = place.enter()
    page.get_by_role("button", name="Start", exact=True).click()
    turn_on(page)
    until(lambda: place.parts() >= 2)

    page.get_by_role("button", name="Pause").click()
    page.get_by_text("Voice paused").wait_for()
    page.wait_for_timeout(1_500)
    (take,) = place.takes()
    before = len(place.takes()[take])
    page.wait_for_timeout(2_500)
    paused = place.parts()
    page.get_by_role("button", name="Resume recording").click()
    page.get_by_text("Your voice is recorded").wait_for()
    until(lambda: len(place.takes()) == 2)

    assert paused == before
    assert ("paused", before) in place.stops()
    check_takes(place, page)


def test_the_end_of_the_session_brings_the_last_word(place: VoicePlace) -> None:
    page = place.enter()
    page.get_by_role("button", name="Start", exact=True).click()
    turn_on(page)
    until(lambda: place.parts() >= 2)
    page.wait_for_timeout(600)

    page.get_by_role("button", name="I'm done").click()
    page.wait_for_url("**/done/loss*")

    (parts,) = place.takes().values()
    assert parts[-1][2] < 990
    assert ("left", len(parts) - 1) in place.stops()
    check_takes(place, page)


def test_what_was_left_when_a_session_ended_comes_with_a_later_visit(place: VoicePlace) -> None:
    page = place.enter()
    page.get_by_role("button", name="Start", exact=True).click()
    turn_on(page)
    until(lambda: place.parts() >= 2)
    page.route("**/v1/media/**", lambda route: route.abort())
    page.wait_for_timeout(2_500)
    before = place.parts()

    page.get_by_role("button", name="I'm done").click()
    page.wait_for_url("**/done/loss*")
    page.unroute("**/v1/media/**")
    page.goto(f"{place.site}/index.html")
    until(lambda: place.parts() >= before + 3)

    check_takes(place, page)


def test_without_consent_no_microphone_is_spoken_of(place: VoicePlace) -> None:
    """Not even the program that could record is loaded."""
    page = place.enter(sound=False)
    page.wait_for_timeout(2_000)

    assert any("panel.js" in address for address in place.asked)
    assert not any("voice.js" in address for address in place.asked)
    expect(page.get_by_text("microphone")).to_have_count(0)
    assert place.parts() == 0


def test_a_browser_without_a_microphone_says_so_and_the_test_goes_on(
    servers: tuple[Server, str], browser: Browser
) -> None:
    deaf = launch(browser)
    place = open_place(servers, deaf)
    page = place.enter()

    page.get_by_role("button", name="Turn the microphone on").click()
    page.get_by_text("Go on without it").wait_for()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="I'm done").wait_for()

    expect(page.get_by_role("button", name="Try again")).to_have_count(1)
    assert place.parts() == 0
    deaf.close()


def test_a_withdrawn_session_turns_the_microphone_off(place: VoicePlace) -> None:
    page = place.enter()
    turn_on(page)
    until(lambda: place.parts() >= 2)

    place.server.run("erase", place.session, "--yes")
    page.get_by_text("Your voice is no longer recorded").wait_for()
    page.wait_for_timeout(2_000)

    assert place.parts() == 0
    kept = page.evaluate(
        "new Promise((answer) => { const opening = indexedDB.open('recorder-sound');"
        "opening.onsuccess = () => { const asked = opening.result.transaction('parts')"
        ".objectStore('parts').count(); asked.onsuccess = () => answer(asked.result); } })"
    )
    assert kept == 0
