"""A page sends more often while somebody watches, and only then."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from recorder.model.people import Role
from tests.e2e.led_place import LedPlace, serve_led
from tests.live.helpers import Place

pytestmark = pytest.mark.browser

TICK = "window.ticking = setInterval(() => window.recorder.report('tick', {}), 40)"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with serve_led(tmp_path) as served:
        yield served


def test_a_page_sends_more_often_while_somebody_watches(place: Place, browser: Browser) -> None:
    """What a participant does is on the screens of those who watch within a blink."""
    led = LedPlace(place, browser.new_context())
    led.page.evaluate(TICK)
    alone = count_sent(led.page)
    watcher = place.sign_in(Role.OBSERVER).connect()
    watcher.ask("join", session=led.started.session.id)
    led.page.wait_for_timeout(2_500)
    watched = count_sent(led.page)
    watcher.close()
    led.page.wait_for_timeout(1_500)
    alone_again = count_sent(led.page)
    led.context.close()

    assert watched >= 2 * max(alone, alone_again)


def count_sent(page: Page) -> int:
    """Count the batches of three seconds."""
    sent: list[float] = []

    def note(request: Request) -> None:
        if request.url.endswith("/v1/ingest") and request.method == "POST":
            sent.append(time.monotonic())

    page.on("request", note)
    page.wait_for_timeout(3_000)
    page.remove_listener("request", note)
    return len(sent)
