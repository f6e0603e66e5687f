"""The real server, a real browser, and everything that can come between them."""

import json
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from recorder.model.events import ElementClicked
from recorder.model.ids import SessionId
from recorder.storage.database import open_database
from recorder.storage.log import read_record
from tests.conftest import Server
from tests.e2e.loss_site import serve_with_recorder

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

BUTTONS = ["#one", "#two", "#one", "#two", "#one"]
SHORT_S = pytest.param(2, id="2s")
LONG_S = pytest.param(10, id="10s", marks=pytest.mark.faults)
PATIENCE_S = 45


@dataclass
class Place:
    """A recorder, a site with its tag, and one session there."""

    server: Server
    site: str
    context: BrowserContext
    session: str = ""

    def enter(self) -> Page:
        """Start a session by the wire and open the site with it."""
        asked = {"v": 1, "study": "loss", "consent": {"version": 1, "choices": {}}}
        answer = self.context.request.post(f"{self.server.url}/v1/sessions", data=json.dumps(asked))
        started = json.loads(answer.text())
        self.session = started["session"]
        page = self.context.new_page()
        page.goto(started["start"])
        page.locator("recorder-panel").wait_for(state="attached")
        return page

    def clicked(self) -> "Counter[str]":
        """Count what is in the log, event by event."""
        db = open_database(f"sqlite:///{self.server.data / 'recorder.sqlite'}")
        try:
            record = read_record(db, SessionId(self.session))
        finally:
            db.close()
        assert all(epoch.conflicts == 0 for epoch in record.epochs)
        return Counter(
            event.selector
            for epoch in record.epochs
            for event in epoch.events
            if isinstance(event, ElementClicked)
        )

    def assert_arrived(self, clicks: list[str]) -> None:
        """Wait until all clicks are in the log; what is not there after a while is lost."""
        wanted = Counter(clicks)
        until = time.monotonic() + PATIENCE_S
        while self.clicked() != wanted and time.monotonic() < until:
            time.sleep(0.5)
        assert self.clicked() == wanted


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """Start the recorder and the site."""
    with serve_with_recorder(tmp_path_factory.mktemp("loss")) as both:
        yield both


@pytest.fixture
def place(servers: tuple[Server, str], browser: Browser) -> Iterator[Place]:
    """Give every test a browser profile and a session of its own."""
    context = browser.new_context()
    yield Place(*servers, context)
    context.close()


def click_all(page: Page) -> list[str]:
    """Click as fast as a script can."""
    for selector in BUTTONS:
        page.click(selector, no_wait_after=True)
    return BUTTONS


def by_link(page: Page) -> list[str]:
    page.click("#link")
    page.wait_for_url("**/next.html")
    return ["#link"]


def by_form(page: Page) -> list[str]:
    page.click("#send")
    page.wait_for_url("**/next.html")
    return ["#send"]


def by_script(page: Page) -> list[str]:
    page.evaluate("location.assign('/next.html')")
    page.wait_for_url("**/next.html")
    return []


def by_closing(page: Page) -> list[str]:
    page.close()
    return []


@pytest.mark.parametrize("leave", [by_link, by_form, by_script, by_closing])
def test_clicks_followed_at_once_by_leaving_are_all_in_the_log(
    place: Place, leave: Callable[[Page], list[str]]
) -> None:
    page = place.enter()
    expected: list[str] = []

    for _ in range(12):
        if page.is_closed():
            page = place.context.new_page()
        page.goto(f"{place.site}/index.html")
        page.wait_for_timeout(100)
        expected += click_all(page) + leave(page)

    place.assert_arrived(expected)


@pytest.mark.parametrize("outage_s", [SHORT_S, LONG_S])
def test_a_network_that_is_gone_for_a_while_loses_nothing(place: Place, outage_s: int) -> None:
    page = place.enter()

    place.context.set_offline(True)
    expected = click_all(page)
    page.wait_for_timeout(outage_s * 1_000)
    place.context.set_offline(False)

    place.assert_arrived(expected)


@pytest.mark.parametrize("outage_s", [SHORT_S, LONG_S])
def test_a_server_that_is_killed_and_comes_back_loses_nothing(place: Place, outage_s: int) -> None:
    page = place.enter()

    place.server.stop(signal.SIGKILL)
    expected = click_all(page)
    page.wait_for_timeout(outage_s * 1_000)
    place.server.start()

    place.assert_arrived(expected)


@pytest.mark.parametrize("outage_s", [SHORT_S, LONG_S])
def test_a_server_that_answers_503_for_a_while_loses_nothing(place: Place, outage_s: int) -> None:
    page = place.enter()
    busy = f"{place.server.url}/v1/ingest"

    page.route(busy, lambda route: route.fulfill(status=503, headers={"Retry-After": "1"}))
    expected = click_all(page)
    page.wait_for_timeout(outage_s * 1_000)
    page.unroute(busy)

    place.assert_arrived(expected)


@pytest.mark.parametrize("outage_s", [SHORT_S, LONG_S])
def test_a_reload_while_offline_loses_nothing(place: Place, outage_s: int) -> None:
    """No page can load then; what was clicked waits in the browser for the next one."""
    page = place.enter()

    place.context.set_offline(True)
    expected = click_all(page)
    page.wait_for_timeout(400)
    with pytest.raises(Error):
        page.reload()
    page.wait_for_timeout(outage_s * 1_000)
    place.context.set_offline(False)
    page.goto(f"{place.site}/index.html")

    place.assert_arrived(expected)


@pytest.mark.parametrize("outage_s", [SHORT_S, LONG_S])
def test_a_tab_closed_while_the_server_is_dead_loses_nothing(place: Place, outage_s: int) -> None:
    page = place.enter()

    place.server.stop(signal.SIGKILL)
    expected = click_all(page)
    page.close()
    time.sleep(outage_s)
    place.server.start()
    later = place.context.new_page()
    later.goto(f"{place.site}/index.html")

    place.assert_arrived(expected)
