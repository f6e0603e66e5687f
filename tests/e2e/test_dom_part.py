"""When the part that records pages begins, rests and ends, over a core that only listens."""

import base64
import json
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.dom_recording import CHANGE, META, WHOLE
from tests.e2e.snippet_sink import Sink, serving

pytestmark = pytest.mark.browser

ADD = "document.body.append(document.createElement('p'))"
FULL = quote(json.dumps([["dom", "33000000"]]))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    with serving(Sink()) as base:
        page = context.new_page()
        page.goto(f"{base}/next.html")
        yield page
    context.close()


def open_part(page: Page, query: str = "") -> Page:
    page.goto(f"{page.url.rpartition('/')[0]}/dom_part.html?{query}")
    page.wait_for_function("window.isOpen")
    page.wait_for_timeout(400)
    return page


def take(page: Page) -> list[dict[str, Any]]:
    """Take what was recorded since the last call."""
    page.wait_for_timeout(400)
    found: list[dict[str, Any]] = page.evaluate("recorded.splice(0)")
    return found


def kinds(page: Page) -> list[int]:
    """Take the types of the recorder's own events; what is packed is never in pieces here."""
    return [json.loads(_text(event["data"]))["type"] for event in take(page)]


def _text(data: dict[str, Any]) -> str:
    assert "of" not in data
    if "text" in data:
        return str(data["text"])
    return zlib.decompress(base64.b64decode(data["deflated"]), -zlib.MAX_WBITS).decode()


def test_nothing_is_recorded_while_a_pause_is_on_and_the_whole_page_after_it(page: Page) -> None:
    open_part(page)
    assert kinds(page) == [META, WHOLE]

    page.evaluate("say('paused')")
    page.evaluate(ADD)
    page.evaluate("say('paused')")
    page.evaluate(ADD)
    assert kinds(page) == []

    page.evaluate("say('going')")
    page.evaluate("say('going')")
    page.evaluate(ADD)
    assert kinds(page) == [META, WHOLE, CHANGE]


def test_nothing_is_recorded_of_a_page_that_is_left_or_a_session_that_is_over(page: Page) -> None:
    open_part(page)
    kinds(page)

    page.evaluate("say('leaving')")
    page.evaluate("say('going')")
    page.evaluate(ADD)
    assert kinds(page) == []

    page.evaluate("say('over')")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    page.evaluate(ADD)
    assert kinds(page) == []


def test_what_is_still_being_packed_is_recorded_before_the_page_is_left(page: Page) -> None:
    """The last event of a page load comes right after the call, and what follows it is lost."""
    open_part(page)
    kinds(page)

    page.evaluate(
        f"(() => {{ rows(300); {ADD}; return new Promise((done) => queueMicrotask(() => "
        "queueMicrotask(() => { say('leaving'); recorded.push({type: 'left'}); done(); }))); })()"
    )
    events = take(page)

    assert events[-1] == {"type": "left"}
    assert len(events) > 1


@pytest.mark.parametrize(
    ("query", "why"), [(f"store={FULL}", "no_room"), ("rows=50001", "too_large")]
)
def test_it_is_said_why_a_page_is_not_recorded(page: Page, query: str, why: str) -> None:
    """So that tasks and clicks find room, and the participant's page is not stopped for seconds."""
    open_part(page, query)
    page.evaluate(ADD)
    page.evaluate("say('going')")

    assert take(page) == [{"type": "event.dropped", "why": why, "was": "dom.recorded"}]


def test_when_the_room_of_the_session_is_used_up_recording_ends(page: Page) -> None:
    almost = quote(json.dumps([["dom", "31999000"]]))
    open_part(page, f"store={almost}")
    for _ in range(6):
        page.evaluate("rows(40)")
        page.wait_for_timeout(50)

    events = take(page)

    assert [event["type"] for event in events].count("event.dropped") == 1
    assert events[-1] == {"type": "event.dropped", "why": "no_room", "was": "dom.recorded"}
    page.evaluate(ADD)
    assert take(page) == []
