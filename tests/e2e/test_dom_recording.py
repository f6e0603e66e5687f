"""That a page can be put together again from what its recording has sent, at every moment."""

import json
import re
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.dom_recording import (
    CHANGE,
    META,
    WHOLE,
    Mirror,
    added_nodes,
    read_recorded,
    recording_sink,
)
from tests.e2e.snippet_browser import open_page
from tests.e2e.snippet_sink import TOKEN, Sink

pytestmark = pytest.mark.browser

STRICT = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
ADD_ROWS = """(count) => {
  const rows = Array.from({length: count}, (_, n) => {
    const row = document.createElement("p");
    row.append(document.createElement("b"), `Row ${n} of a long page`);
    return row;
  });
  document.querySelector("#main").append(...rows);
}"""
SCHEME = {"name": "color-scheme", "content": "light dark"}
ADD_METAS = """() => document.head.append(...[
  ["color-scheme", "light dark"], ["color-scheme", "secret"], ["description", "light dark"],
].map(([name, content]) => Object.assign(document.createElement("meta"), {name, content})))"""
MOVE_ITEMS = """() => {
  document.querySelector("#list").replaceChildren(...document.querySelectorAll("#list li"));
  document.querySelector("#box").insertAdjacentHTML("afterbegin", "<div id=tall></div>");
}"""


@pytest.fixture
def sink() -> Sink:
    return recording_sink()


def open_recorded(context: BrowserContext, base: str, sink: Sink) -> Page:
    """Open the page and wait until its whole picture and that of its frame have come."""
    page = open_page(context, base, "/recorded.html")
    page.wait_for_load_state()
    wait_for(page, sink, lambda events: sum(is_frame(event) for event in events) == 1)
    return page


def wait_for(page: Page, sink: Sink, is_there: Any) -> list[dict[str, Any]]:
    """Wait until what was recorded is as wanted, and answer it."""
    for _ in range(600):
        if is_there(events := read_recorded_so_far(sink)):
            return events
        page.wait_for_timeout(100)
    raise AssertionError(f"not within a minute: {[kind_of(event) for event in events]}")


def read_recorded_so_far(sink: Sink) -> list[dict[str, Any]]:
    return read_recorded(sink) if sink.of_type("dom.recorded") else []


def datas_of(sink: Sink) -> list[dict[str, Any]]:
    return [cast(dict[str, Any], event["data"]) for event in sink.of_type("dom.recorded")]


def is_frame(event: dict[str, Any]) -> bool:
    return bool(event["data"].get("isAttachIframe"))


def kind_of(event: dict[str, Any]) -> tuple[int, int | None]:
    return event["type"], event["data"].get("source")


def bodies(tree: list[Any]) -> list[Any]:
    """Leave out heads: the recorder drops what nobody sees of them."""
    parts = [part for part in tree if not (isinstance(part, list) and part[:1] == ["head"])]
    return [bodies(part) if isinstance(part, list) else part for part in parts]


def test_a_page_can_be_put_together_again_after_every_kind_of_change(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    """Nodes that came, went and moved; shadow roots, frames, drawings; in the right order."""
    page = open_recorded(context, base, sink)
    for _ in range(3):
        page.evaluate("change()")
        page.evaluate(MOVE_ITEMS)
    wanted = page.evaluate("outline()")
    page.wait_for_timeout(1_500)

    mirror = Mirror()
    for event in read_recorded(sink):
        mirror.take(event)

    assert bodies(mirror.outline()) == bodies(wanted)
    assert sink.conflicts == []


def test_what_the_participant_does_is_in_it_in_order(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    page = open_recorded(context, base, sink)
    page.fill("#field", "four")
    page.check("#box-field")
    page.select_option("#choice", "Two")
    page.evaluate("document.querySelector('#box').scrollTop = 40")
    page.mouse.move(100, 100)
    page.mouse.move(200, 120)
    page.wait_for_timeout(1_500)

    events = read_recorded(sink)
    typed = [event["data"] for event in events if kind_of(event) == (CHANGE, 5)]
    times = [data["at_ms"] for data in datas_of(sink)]

    assert [kind_of(event)[0] for event in events[:2]] == [META, WHOLE]
    assert typed[0]["text"] == "xxxx"
    assert [data["isChecked"] for data in typed] == [False, True, False]
    assert {3, 1, 2} <= {event["data"].get("source") for event in events}
    assert times == sorted(times)


def test_without_the_pointer_no_place_of_it_is_recorded(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    sink.session["capture"] |= {"pointer": False}  # type: ignore[operator]
    page = open_recorded(context, base, sink)
    page.mouse.move(100, 100)
    page.mouse.move(200, 120)
    page.click("#field")
    page.fill("#field", "four")
    page.wait_for_timeout(1_500)

    sources = {event["data"].get("source") for event in read_recorded(sink)}

    assert 5 in sources
    assert sources & {1, 2, 6, 12} == set()


def test_a_big_page_comes_in_pieces_and_whole(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    page = open_page(context, f"{base}", "/recorded.html")
    page.evaluate(ADD_ROWS, 5_000)
    wanted = page.evaluate("outline()")
    page.evaluate("document.querySelector('#list').className = 'on'")
    page.wait_for_timeout(4_000)

    mirror = Mirror()
    events = read_recorded(sink)
    for event in events:
        mirror.take(event)
    datas = datas_of(sink)

    assert bodies(mirror.outline()) == bodies(wanted)
    assert max(data.get("of", 1) for data in datas) > 1
    assert max(len(json.dumps(data)) for data in datas) < 60_000


def test_every_page_load_begins_with_the_whole_page(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    page = open_recorded(context, base, sink)
    page.click("#link")
    page.wait_for_selector("#here")
    events = wait_for(
        page, sink, lambda events: [event["type"] for event in events].count(WHOLE) == 2
    )

    epochs = {epoch for (epoch, _), event in sink.events.items() if event["type"] == "dom.recorded"}
    assert len(epochs) == 2
    assert [event["data"]["href"] for event in events if event["type"] == META] == [
        f"{base}/recorded.html",
        f"{base}/next.html",
    ]


def test_a_page_that_comes_back_from_the_cache_is_written_down_anew(
    browser: Browser, base: str, sink: Sink
) -> None:
    chromium = browser.browser_type.launch(
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page = open_recorded(chromium.new_context(), base, sink)
    page.click("#link")
    page.wait_for_selector("#here")
    page.wait_for_timeout(1_000)
    page.evaluate("history.back()")
    page.wait_for_function("document.getElementById('list')")
    page.evaluate("change()")
    wanted = page.evaluate("outline()")
    page.wait_for_timeout(2_000)
    how = [view.get("how") for view in sink.of_type("page.viewed")]
    chromium.close()

    first = next(epoch for epoch, _ in sink.events)
    mirror = Mirror()
    only = Sink(events={key: event for key, event in sink.events.items() if key[0] == first})
    for event in read_recorded(only):
        mirror.take(event)

    assert "restored" in how
    assert bodies(mirror.outline()) == bodies(wanted)


def test_a_strict_policy_is_respected_and_the_page_hears_nothing(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    sink.csp = STRICT
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{base}/index.html#recorder={TOKEN}")
    wait_for(page, sink, lambda events: any(event["type"] == WHOLE for event in events))
    page.evaluate("document.body.append(document.createElement('hr'))")
    page.wait_for_timeout(1_500)

    assert [words for words in said if not re.search("favicon|Multiple forms", words)] == []
    assert (CHANGE, 0) in [kind_of(event) for event in read_recorded(sink)]


def test_recording_leaves_the_page_as_it_is(context: BrowserContext, base: str, sink: Sink) -> None:
    """No element, attribute, focus or place of scrolling is another than without it."""
    look = """() => [document.documentElement.outerHTML, document.activeElement.id, scrollY,
      document.querySelector('#box').scrollTop,
      document.querySelector('#host').shadowRoot.innerHTML]"""
    acts = """() => {
      change();
      document.querySelector('#secret').type = 'text';
      document.querySelector('#field').focus();
    }"""
    faults: list[str] = []
    plain = context.new_page()
    plain.goto(f"{base}/recorded.html")
    plain.evaluate(acts)
    page = open_recorded(context, base, sink)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.evaluate(acts)
    page.wait_for_timeout(1_000)

    assert page.evaluate(look) == plain.evaluate(look)
    assert faults == []


def test_the_colours_that_were_asked_for_are_recorded_and_told_anew_when_they_change(
    browser: Browser, base: str, sink: Sink
) -> None:
    """Whoever watches later may have others."""
    context = browser.new_context(color_scheme="dark")
    page = open_recorded(context, base, sink)
    page.emulate_media(color_scheme="light")

    def metas(events: list[dict[str, Any]]) -> list[int]:
        return [index for index, event in enumerate(events) if event["type"] == META]

    events = wait_for(page, sink, lambda events: len(metas(events)) == 2)
    context.close()

    told = [(events[at]["data"]["scheme"], events[at + 1]["type"]) for at in metas(events)]
    assert told == [("dark", WHOLE), ("light", WHOLE)]


def test_of_what_a_page_says_of_itself_only_its_colours_are_kept(
    context: BrowserContext, base: str, sink: Sink
) -> None:
    page = open_recorded(context, base, sink)
    page.evaluate(ADD_METAS)

    def metas(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        nodes = list(added_nodes(events))
        return [node["attributes"] for node in nodes if node.get("tagName") == "meta"][-3:]

    events = wait_for(page, sink, lambda events: SCHEME in metas(events))

    assert sorted(metas(events), key=len) == [{}, {}, SCHEME]
