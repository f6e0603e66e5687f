"""What the snippet sees on a real page, what it never takes, and what it leaves as it was."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.snippet_browser import open_page
from tests.e2e.snippet_sink import TOKEN, Sink

pytestmark = pytest.mark.browser


@pytest.fixture
def caching_context(browser: Browser) -> Iterator[BrowserContext]:
    """Drive a Chromium as people have it: automation switches its back/forward cache off."""
    chromium = browser.browser_type.launch(
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield chromium.new_context()
    chromium.close()


def open_known(context: BrowserContext, base: str, sink: Sink) -> Page:
    """Open a page and wait until the server has told what the study allows."""
    page = open_page(context, base)
    sink.wait_for(1, "page.viewed")
    return page


def settle(page: Page) -> None:
    """Give held clicks and the next flush their time."""
    page.wait_for_timeout(1_300)


def test_a_click_tells_where_what_and_how_soon_the_page_answered(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    page = open_known(context, base, sink)
    settle(page)  # an urgent event of the page's start would send the clicks as they are
    page.click("#two")
    page.click("#place-order")
    page.click("#dead")

    two, order, dead = sink.wait_for(3, "element.clicked")

    assert two["pointer"] == "mouse"
    assert two["reacted_ms"] is not None
    assert (two["x"], two["y"]) == pytest.approx((0.5, 0.5), abs=0.05)
    assert order["matches"] == ["#place-order"]
    assert order["name"] == "Order # for @"
    assert dead["reacted_ms"] is None
    assert dead["clues"]["landmark"] == "main"  # type: ignore[index]


def test_a_control_inside_a_shadow_root_is_named_and_matched(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    page = open_known(context, base, sink)
    page.click("#host button")

    (click,) = sink.wait_for(1, "element.clicked")

    assert click["matches"] == [".buy"]
    assert click["name"] == "Buy"


def test_a_key_that_activates_a_button_is_a_click_by_key(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    page = open_known(context, base, sink)
    page.focus("#two")
    page.keyboard.press("Enter")

    (click,) = sink.wait_for(1, "element.clicked")

    assert click["pointer"] == "key"
    assert [event["key"] for event in sink.of_type("key.pressed")] == ["Enter"]


def test_a_click_on_a_label_is_one_click(context: BrowserContext, base: str, sink: Sink) -> None:
    page = open_known(context, base, sink)
    page.click("#agree-label", position={"x": 3, "y": 5})
    settle(page)

    assert len(sink.wait_for(1, "element.clicked")) == 1
    assert [event["kind"] for event in sink.of_type("field.changed")] == ["checkbox"]


def test_nothing_typed_ever_leaves_the_page(context: BrowserContext, base: str, sink: Sink) -> None:
    page = open_known(context, base, sink)
    page.fill("#mail", "typed-mail")
    page.fill("#words", "typed-words")
    page.fill("#card", "4111111111111111")
    page.fill("#password", "typed-secret")
    page.evaluate("document.getElementById('shown').type = 'text'")
    page.fill("#shown", "typed-shown")
    page.click("#editor")
    page.keyboard.type("typed-editor")
    page.click("#ignored")
    page.click("#one")
    page.evaluate("setTimeout(() => { throw new Error('no \"typed-quoted\" for a@b.de 12345') })")
    settle(page)
    page.close()

    sink.wait_for(1, "epoch.ended")

    sent = b"".join(sink.bodies).decode()
    assert "typed" not in sent
    assert "4111" not in sent
    assert "12345" not in sent
    assert "jane" not in sent
    assert "secret" not in sent
    kinds = [event["kind"] for event in sink.of_type("field.changed")]
    assert kinds == ["text", "textarea", "contenteditable"]
    assert [click["selector"] for click in sink.of_type("element.clicked")][-1] == "#one"
    assert "#ignored" not in sink.clicked()


def test_views_of_a_single_page_app_are_pages(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    page = open_known(context, base, sink)
    page.click("#three")
    page.evaluate("history.replaceState({}, '', location.href)")
    page.evaluate("history.back()")

    sink.wait_for(3, "page.viewed")
    settle(page)

    views = [(view["address"], view.get("how")) for view in sink.of_type("page.viewed")]
    assert views == [
        ("/index.html", "load"),
        ("/view?sort=price", "history"),
        ("/index.html", "history"),
    ]
    assert sink.of_type("page.viewed")[0]["document_height_px"] != 0


def test_a_page_that_comes_back_from_the_cache_goes_on_with_its_epoch(
    caching_context: BrowserContext, base: str, sink: Sink
) -> None:
    """The snippet must not cost the page its place in the back/forward cache either."""
    page = open_known(caching_context, base, sink)
    settle(page)
    page.click("#link")
    page.wait_for_selector("#here")
    settle(page)
    page.evaluate("history.back()")  # go_back waits for a load, which there is none
    page.wait_for_function("document.getElementById('one')")
    page.click("#one")
    sink.wait_for(2, "element.clicked")

    how = [view.get("how") for view in sink.of_type("page.viewed")]
    assert "restored" in how
    assert len({epoch for epoch, _ in sink.events}) == 2
    assert sink.conflicts == []


def test_a_strict_policy_with_trusted_types_is_respected(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    sink.csp = (
        "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{base}/index.html#recorder={TOKEN}")
    page.click("#one")

    assert len(sink.wait_for(1, "element.clicked")) == 1
    assert [words for words in said if not re.search("favicon|Multiple forms", words)] == []


def test_a_policy_that_forbids_the_server_leaves_the_page_working_and_says_so_once(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    sink.csp = "default-src 'none'; script-src 'self'"
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{base}/index.html#recorder={TOKEN}")
    page.click("#two")
    settle(page)

    assert page.inner_text("#two") == "Two, clicked"
    assert len([words for words in said if words.startswith("recorder:")]) == 1


def test_without_a_session_the_page_is_not_touched_at_all(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    context.add_init_script(
        """window.listened = [];
        const original = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (...given) {
          if (new Error().stack.includes("recorder.js")) window.listened.push(given[0]);
          return original.apply(this, given);
        };"""
    )
    page = context.new_page()
    page.goto(f"{base}/index.html")
    page.evaluate("recorder.report('harmless')")
    page.click("#one")
    settle(page)

    assert page.evaluate("window.listened") == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert not [request for request in sink.requests if "/v1/" in request]


def test_the_token_is_taken_out_of_the_address_and_the_rest_of_it_stays(
    context: BrowserContext, base: str
) -> None:
    page = context.new_page()
    page.goto(f"{base}/index.html?a=1#part&recorder={TOKEN}")

    assert page.url == f"{base}/index.html?a=1#part"


def test_errors_of_the_page_are_recorded_and_still_reach_the_page(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    context.add_init_script("window.heard = []; onerror = (words) => { heard.push(words); };")
    page = open_known(context, base, sink)
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.evaluate("void Promise.reject(new Error('refused'))")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: '/gone.png?key=1'}))")

    errors = sink.wait_for(2, "script.failed")
    sink.wait_for(2, "request.failed", timeout_s=3)
    (request,) = (
        fault for fault in sink.of_type("request.failed") if fault["address"] != "/favicon.ico"
    )

    assert page.evaluate("heard") == ["Uncaught Error: broken"]
    assert {str(error["message"]) for error in errors} == {"Uncaught Error: broken", "refused"}
    assert (request["address"], request["status"]) == ("/gone.png", 404)


def test_a_page_reports_what_only_it_knows(context: BrowserContext, base: str, sink: Sink) -> None:
    page = open_known(context, base, sink)
    page.evaluate("recorder.report('order-placed', {tea: 'sencha'})")
    page.evaluate("recorder.report('huge', 'x'.repeat(5000))")

    (report,) = sink.wait_for(1, "custom.reported")
    (dropped,) = sink.wait_for(1, "event.dropped")

    assert (report["name"], report["data"]) == ("order-placed", {"tea": "sencha"})
    assert (dropped["why"], dropped["was"]) == ("refused", "custom.reported")


def test_reports_that_are_no_json_leave_their_mark_and_everything_else_goes_on(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    page = open_known(context, base, sink)
    page.evaluate(
        """() => { const loop = {}; loop.loop = loop;
             for (let n = 0; n < 30; n += 1) recorder.report("loop", loop);
             const basket = {teas: 1}; recorder.report("basket", basket); basket.teas = 2; }"""
    )

    (report,) = sink.wait_for(1, "custom.reported")

    assert report["data"] == {"teas": 1}
    assert len(sink.of_type("event.dropped")) == 30


def test_no_request_tells_which_page_it_came_from(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    """An address may hold what a participant searched for; the server's log may not."""
    page = open_known(context, base, sink)
    page.click("#two")
    sink.wait_for(1, "element.clicked")
    page.goto(f"{base}/index.html?secret=1#recorder=check_abc123")
    settle(page)

    assert sink.checks
    assert set(sink.referrers) == {None}


@pytest.mark.parametrize("status", [401, 403, 410])
def test_a_session_that_is_over_leaves_nothing_in_the_browser(
    context: BrowserContext, base: str, sink: Sink, status: int
) -> None:
    page = open_known(context, base, sink)
    sink.fail = status
    page.click("#two")
    settle(page)
    before = len(sink.requests)
    page.click("#one")
    settle(page)

    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("sessionStorage.getItem('recorder:tea-shop')") is None
    assert len(sink.requests) == before


def test_the_check_tells_the_server_where_the_snippet_is(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    page = context.new_page()
    page.goto(f"{base}/index.html#recorder=check_abc123")
    settle(page)

    assert sink.checks == [
        {
            "v": 1,
            "study": "tea-shop",
            "check": "abc123",
            "address": "/index.html",
            "origin": base,
            "https": False,
        }
    ]
    assert sink.of_type("page.viewed") == []


def test_a_check_that_the_pages_policy_blocks_is_told_to_the_window_that_asked(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    sink.csp = "default-src 'none'; script-src 'self' 'unsafe-inline'"
    asking = context.new_page()
    asking.goto(f"{base}/page.js")
    asking.evaluate(
        """(base) => { window.told = []; onmessage = (event) => told.push(event.data);
             window.open(base + "/index.html#recorder=check_abc123"); }""",
        base,
    )
    asking.wait_for_function("told.length > 0")

    (told,) = asking.evaluate("told")
    assert told["ok"] is False
    assert re.search(r"Content-Security-Policy.*connect-src", told["why"])


def test_what_a_session_says_of_the_browser_is_coarse(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    open_known(context, base, sink)

    (started,) = sink.wait_for(1, "session.started")

    assert started["viewport_width_px"] == 1280
    assert (started["browser"], started["os"], started["device"]) == ("Chrome", "Linux", "desktop")
    assert "Mozilla" not in json.dumps(started)
