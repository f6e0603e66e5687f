"""Whatever happens to the page, the network or the server: every click arrives, once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.e2e.snippet_browser import open_page
from tests.e2e.snippet_sink import TOKEN, Sink, serving

pytestmark = pytest.mark.browser
CLICKS = ["#one", "#two", "#dead", "#one"]


def click_all(page: Page) -> None:
    """Click fast, as a script does: all within the same flush."""
    for selector in CLICKS:
        page.click(selector, no_wait_after=True)


def assert_nothing_lost(sink: Sink, clicks: list[str]) -> None:
    """Compare what was clicked with what came, and look for holes and changed events."""
    sink.wait_for(len(clicks), "element.clicked")
    assert sorted(sink.clicked()) == sorted(clicks)
    assert sink.conflicts == []
    for epoch in {epoch for epoch, _ in sink.events}:
        seqs = sorted(seq for known, seq in sink.events if known == epoch)
        assert seqs == list(range(len(seqs)))


def by_link(page: Page) -> list[str]:
    page.click("#link")
    page.wait_for_selector("#here")
    return ["#link"]


def by_form(page: Page) -> list[str]:
    page.click("#send")
    page.wait_for_selector("#here")
    return ["#send"]


def by_script(page: Page) -> list[str]:
    page.evaluate("location.assign('/next.html')")
    page.wait_for_selector("#here")
    return []


def by_closing(page: Page) -> list[str]:
    page.close()
    return []


@pytest.mark.parametrize("leave", [by_link, by_form, by_script, by_closing])
def test_clicks_followed_at_once_by_leaving_the_page_all_arrive(
    context: BrowserContext, leave: Callable[[Page], list[str]]
) -> None:
    sink = Sink()
    with serving(sink) as base:
        expected: list[str] = []
        for _ in range(3):
            page = open_page(context, base)
            click_all(page)
            expected += [*CLICKS, *leave(page)]
            page.close()

        assert_nothing_lost(sink, expected)


@pytest.mark.parametrize("fail", [503, 500, 0])
def test_a_server_that_fails_for_a_while_loses_nothing(context: BrowserContext, fail: int) -> None:
    sink = Sink()
    with serving(sink) as base:
        page = open_page(context, base)
        page.wait_for_load_state()
        sink.wait_for(1, "page.viewed")
        sink.fail = fail
        click_all(page)
        page.wait_for_timeout(2_500)
        assert sink.clicked() == []
        sink.fail = None

        assert_nothing_lost(sink, CLICKS)


def test_being_offline_loses_nothing(context: BrowserContext) -> None:
    sink = Sink()
    with serving(sink) as base:
        page = open_page(context, base)
        sink.wait_for(1, "page.viewed")
        context.set_offline(True)
        click_all(page)
        page.wait_for_timeout(1_500)
        context.set_offline(False)

        assert_nothing_lost(sink, CLICKS)


@pytest.mark.parametrize("waits_ms", [0, 1_500])
def test_what_a_page_could_not_send_is_sent_by_the_next_page_of_the_origin(
    context: BrowserContext, waits_ms: int
) -> None:
    """The tab is closed while the server is away; storage is all there is."""
    sink = Sink()
    with serving(sink) as base:
        page = open_page(context, base)
        sink.wait_for(1, "page.viewed")
        sink.fail = 503
        click_all(page)
        page.wait_for_timeout(waits_ms)
        page.close()
        sink.fail = None

        later = context.new_page()
        later.goto(f"{base}/next.html")

        assert_nothing_lost(sink, CLICKS)
        assert len(sink.wait_for(1, "epoch.ended")) == 1


def test_a_reload_while_the_server_is_away_loses_nothing(context: BrowserContext) -> None:
    sink = Sink()
    with serving(sink) as base:
        page = open_page(context, base)
        sink.wait_for(1, "page.viewed")
        sink.fail = 0
        click_all(page)
        page.reload()
        page.click("#one")
        sink.fail = None

        assert_nothing_lost(sink, [*CLICKS, "#one"])


def test_what_was_delivered_is_no_longer_kept_in_the_browser(context: BrowserContext) -> None:
    sink = Sink()
    with serving(sink) as base:
        page = open_page(context, base)
        click_all(page)
        sink.wait_for(len(CLICKS), "element.clicked")
        page.wait_for_timeout(600)

        keys = page.evaluate("Object.keys(localStorage).filter(key => key.includes('rest'))")
        assert keys == []


def test_without_storage_of_any_kind_a_page_still_records(context: BrowserContext) -> None:
    context.add_init_script(
        """for (const name of ["indexedDB", "localStorage", "sessionStorage"])
             Object.defineProperty(window, name, {
               get() { throw new DOMException("no", "SecurityError"); } });"""
    )
    sink = Sink()
    said: list[str] = []
    with serving(sink) as base:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{base}/index.html#recorder={TOKEN}")
        click_all(page)

        assert_nothing_lost(sink, CLICKS)
    (words,) = [words for words in said if words.startswith("recorder:")]
    assert "no storage" in words
