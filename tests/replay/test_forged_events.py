"""A recorder, or somebody who forges what one sends, may send anything: the page survives it."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.live.helpers import Place
from tests.replay.recorded import (
    Event,
    change,
    element,
    meta,
    mutation,
    page_of,
    record,
    text,
    viewed,
    watching,
    write_dom,
)
from tests.web.helpers import HOSTILE

pytestmark = pytest.mark.browser

CYCLE = next(case for case in HOSTILE["cases"] if case["id"] == "D-rrweb-id")["inject"][
    "*MUTATION*"
]
HERE = page_of(element(10, "p", text(11, "Still here")), element(12, "style"))
LATER = change(5, id=999, text="x", isChecked=False)
SHEET = {"rules": [{"rule": "@import url(http://evil.test/a.css)"}], "styleId": 1}
FORGED: dict[str, Any] = {
    "a cycle and nodes that are not there": mutation(**CYCLE),
    "no list of changes": change(0, adds=5),
    "a node that is none": mutation(adds=[{"parentId": 5, "nextId": None, "node": None}]),
    "a node without a number": mutation(
        adds=[{"parentId": 5, "nextId": None, "node": {"type": 2, "tagName": "p", "id": "x"}}]
    ),
    "an element that cannot be made": mutation(
        adds=[{"parentId": 5, "nextId": None, "node": element(77, "<p onclick=1>")}]
    ),
    "a move without positions": change(1),
    "a click of no kind": change(2, type=99, id=10, x=1, y=1),
    "a window of no size": meta(width="wide"),
    "a huge window": meta(width=1e300, height=1e300),
    "an event that is none": [1, 2, 3],
    "a type that is none": {"type": "full", "data": {}},
    "no data": {"type": 3},
}
UNSHOWN: dict[str, Event] = {
    "a canvas": change(9, id=10, type=0, commands=[{"property": "drawImage", "args": ["x"]}]),
    "a font from elsewhere": change(
        10, family="x", fontSource="url(http://evil.test/f)", buffer=False, descriptors={}
    ),
    "a style sheet that asks": change(
        8, id=12, adds=[{"rule": "p { background: url(http://evil.test/b) }", "index": 0}]
    ),
    "a property that asks": change(
        13, id=12, index=[0], set={"property": "background", "value": "url(http://evil.test/c)"}
    ),
    "an adopted sheet that imports": change(15, id=1, styles=[SHEET], styleIds=[1]),
    "a plugin": {"type": 6, "timestamp": 1, "data": {"plugin": "x", "payload": {}}},
    "an event of its own": {"type": 5, "timestamp": 1, "data": {"tag": "x", "payload": {}}},
    "an asset": {"type": 7, "timestamp": 1, "data": {"url": "http://evil.test/a", "payload": {}}},
    "a new kind of element": change(16, define={"name": "x-a"}),
    "a film": change(7, type=0, id=10),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_cannot_be_shown_is_counted_and_the_page_goes_on(
    place: Place, browser: Browser, name: str
) -> None:
    later = mutation(adds=[{"parentId": 5, "nextId": None, "node": element(90, "p")}])
    end = mutation(adds=[{"parentId": 90, "nextId": None, "node": text(91, "The end")}])
    parts = [meta(), HERE, FORGED[name], later, end]
    sent = [one for at, part in enumerate(parts) for one in write_dom(20 + at, part)]
    session = record(place, [*viewed(10), *sent, {"type": "page.hidden", "at_ms": 900}])

    with watching(place, browser) as watched:
        watched.replay(session, 0.8)

        watched.picture.get_by_text("The end").wait_for()
        if name != "a huge window":
            assert "damaged" in watched.notice() or "missing" in watched.notice()
        assert watched.faults == []


def test_what_is_never_shown_asks_for_nothing(place: Place, browser: Browser) -> None:
    parts = [meta(), HERE, *UNSHOWN.values()]
    sent = [one for at, part in enumerate(parts) for one in write_dom(20 + at, part)]
    session = record(place, [*viewed(10), *sent, {"type": "page.hidden", "at_ms": 900}])

    with watching(place, browser) as watched:
        watched.replay(session, 0.8)

        watched.picture.get_by_text("Still here").wait_for()
        watched.page.wait_for_timeout(300)
        assert watched.faults == []


def test_a_page_nested_20_000_deep_is_cut_and_the_tab_lives(place: Place, browser: Browser) -> None:
    """Browsers draw by recursion, so such a page would end the tab of whoever watches."""
    opening = "".join(
        f'{{"type":2,"id":{100 + level},"tagName":"div","attributes":{{}},"childNodes":['
        for level in range(20_000)
    )
    whole = (
        '{"type":2,"data":{"initialOffset":{"left":0,"top":0},"node":{"type":0,"id":1,"childNodes":'
        '[{"type":2,"id":3,"tagName":"html","attributes":{},"childNodes":[{"type":2,"id":5,'
        '"tagName":"body","attributes":{},"childNodes":[{"type":3,"id":6,"textContent":"Top"},'
        + opening
        + "]}" * 20_000
        + "]}]}]}}}"
    )
    sent = [*write_dom(20, meta()), *write_dom(21, whole)]
    session = record(place, [*viewed(10), *sent, {"type": "page.hidden", "at_ms": 900}])

    with watching(place, browser) as watched:
        watched.replay(session, 0.8)

        watched.picture.get_by_text("Top").wait_for()
        assert "damaged" in watched.notice()
        assert watched.faults == []


def test_a_page_of_100_000_nodes_is_shown(place: Place, browser: Browser) -> None:
    rows = (element(100 + 2 * row, "b", text(101 + 2 * row, f"{row} ")) for row in range(50_000))
    sent = [*write_dom(20, meta()), *write_dom(21, page_of(*rows), "deflated")]
    session = record(place, [*viewed(10), *sent, {"type": "page.hidden", "at_ms": 900}])

    with watching(place, browser) as watched:
        watched.replay(session, 0.8)

        watched.picture.get_by_text("49999").wait_for(timeout=30_000)
        assert watched.faults == []


def test_a_part_that_was_dropped_makes_the_picture_stand_still(
    place: Place, browser: Browser
) -> None:
    """Changes after a gap belong to nodes that were never heard of."""
    lost = {"type": "event.dropped", "at_ms": 100, "why": "no_room", "was": "dom.recorded"}
    change_it = mutation(texts=[{"id": 11, "value": "Changed"}])
    anew = page_of(element(10, "p", text(11, "Whole again")))
    sent = [
        *(one for part in (meta(), HERE) for one in write_dom(20, part)),
        lost,
        *write_dom(200, change_it),
        *write_dom(600, meta()),
        *write_dom(600, anew),
    ]
    session = record(place, [*viewed(10), *sent, {"type": "page.hidden", "at_ms": 900}])

    with watching(place, browser) as watched:
        watched.replay(session, 0.4)
        assert watched.words() == "Still here"
        assert "missing" in watched.notice()

        watched.page.locator("recorder-replay").evaluate("each => each.seek(700)")
        watched.picture.get_by_text("Whole again").wait_for()
        expect(watched.page.locator("recorder-stage .notice")).to_have_count(0)
