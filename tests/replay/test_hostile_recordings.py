"""Nothing in a recording ever runs, asks for anything, or leaves the frame it is shown in."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from tests.live.helpers import Place
from tests.replay.recorded import (
    Event,
    Watched,
    Way,
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

CASES = [case for case in HOSTILE["cases"] if case["channel"] == "replay"]
SNAPSHOTS = [case for case in CASES if "*SNAPSHOT*" in case["inject"]]
READ_HTML = (Path(__file__).parent / "read_html.js").read_text("utf-8")
MARK = "The page goes on"


class Evil(BaseHTTPRequestHandler):
    """Somebody else's server, which must never hear from a recording."""

    heard: list[str]

    def do_GET(self) -> None:
        """Note that somebody asked."""
        self.heard.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_POST = do_GET  # noqa: N815 (the library's name)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def evil() -> Iterator[tuple[str, list[str]]]:
    """A listener, by its origin, and what it has heard."""
    heard: list[str] = []
    handler = type("Listener", (Evil,), {"heard": heard})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    thread.join()
    server.server_close()


OWN = """
<img src="/sign-out"><img src="/studies/shop/report"><iframe src="/"></iframe>
<object data="/"></object><link rel="prefetch" href="/studies/shop"><base href="/studies/">
<link rel="preconnect" href="http://evil.test"><a href="/sign-out" target="_top">Go</a>
<form action="/sign-out" method="post" target="_top"><button autofocus>Go</button></form>
<a href="/sign-out" ping="/sign-out" target="_top">Go</a><svg onload="parent.__pwned=1">
<a href="javascript:parent.__pwned=1">Go</a></svg>
<p style="position: fixed; inset: 0" onclick="top.__pwned=1">Over everything</p>
"""
"""What a recording might ask of our own server, with the cookie of whoever watches."""
LISTED = [
    (case["id"], case["inject"]["*SNAPSHOT*"])
    for case in SNAPSHOTS
    if not case["inject"]["*SNAPSHOT*"].startswith("@")
]
KNOWN = re.compile(
    r"GET /sessions/[^/]+/(replay|room|stage|[a-z/]+\.json)|POST /live/ticket$"
    r"|GET /(snippet|static|live|prototype)/"
)


@pytest.mark.parametrize(
    ("name", "html"),
    [*LISTED, ("own-origin", OWN)],
    ids=[name for name, _ in [*LISTED, ("own-origin", "")]],
)
def test_a_hostile_page_is_shown_and_does_nothing(
    place: Place, browser: Browser, evil: tuple[str, list[str]], name: str, html: str
) -> None:
    origin, heard = evil
    with watching(place, browser) as watched:
        cookie = _cookie(watched)
        page, nodes = _read(watched, html.replace("http://evil.test", origin))
        for way in _ways(name):
            session = record(place, _recording(page, nodes, way))

            watched.replay(session, 0.5)
            watched.picture.get_by_text(MARK).first.wait_for()
            _touch(watched)
            _prove_harmless(watched, heard, cookie)
            watched.page.locator("recorder-replay").evaluate("each => each.seek(1500)")
            watched.picture.get_by_text(MARK).first.wait_for()
            _touch(watched)
            _prove_harmless(watched, heard, cookie)
            watched.page.goto(f"{place.origin}/sessions/{session}/room")
            watched.page.locator("recorder-stage iframe:visible").wait_for()
            watched.picture.get_by_text(MARK).first.wait_for()
            _prove_harmless(watched, heard, cookie)


def _ways(name: str) -> tuple[Way, Way]:
    """Choose the bare event and, from case to case, one of the ways our recorder writes."""
    packed: tuple[Way, Way, Way] = ("text", "deflated", "pieces")
    return "bare", packed[len(name) % 3]


def _read(watched: Watched, html: str) -> tuple[Event, list[Event]]:
    """Have a browser read HTML into the recorder's own nodes; nothing of it runs or is fetched."""
    nodes = watched.page.evaluate(READ_HTML, f"{html}<p>{MARK}</p>")
    return page_of(*nodes["body"], head=nodes["head"]), [*nodes["head"], *nodes["body"]]


def _recording(page: Event, nodes: list[Event], way: Way) -> list[Event]:
    """Show the same nodes as a whole page and, later, as nodes that are added to one."""
    adds = [
        {"parentId": parent, "nextId": None, "node": {**node, "childNodes": []}}
        for parent, node in _walk(nodes, 5)
    ]
    return [
        *viewed(10),
        *write_dom(20, meta(), way),
        *write_dom(21, page, way),
        *write_dom(1_000, meta(), way),
        *write_dom(1_001, page_of(text(10_000_000, "Nothing yet")), way),
        *write_dom(1_002, mutation(adds=adds), way),
        {"type": "page.hidden", "at_ms": 2_000},
    ]


def _walk(nodes: list[Event], parent: int) -> Iterator[tuple[int, Event]]:
    for node in nodes:
        yield parent, node
        yield from _walk(node.get("childNodes", []), node["id"])


def _touch(watched: Watched) -> None:
    """Do to the picture what somebody who watches might do by mistake."""
    box = watched.page.locator("recorder-stage").bounding_box()
    assert box is not None
    for x, y in ((0.5, 0.1), (0.3, 0.05), (0.5, 0.5)):
        watched.page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
    for _ in range(3):
        watched.page.keyboard.press("Tab")
        watched.page.keyboard.press("Enter") if _has_stage_focus(watched) else None


def _has_stage_focus(watched: Watched) -> bool:
    return bool(
        watched.page.evaluate(
            "document.activeElement?.shadowRoot?.activeElement?.localName === 'recorder-stage'"
        )
    )


def _prove_harmless(watched: Watched, heard: list[str], cookie: str) -> None:
    for frame in watched.page.frames:
        assert frame.evaluate("window.__pwned === undefined"), frame.url
    assert watched.faults == []
    assert heard == []
    assert [asked for asked in watched.asked if not KNOWN.match(asked)] == []
    assert re.search(r"/sessions/[^/]+/(replay|room)", watched.page.url)
    assert _cookie(watched) == cookie


def _cookie(watched: Watched) -> str:
    return next(
        str(each.get("value"))
        for each in watched.context.cookies()
        if each.get("name") == "recorder"
    )
