"""What the tests of replays share: recordings as pages send them, and a browser that plays them."""

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Dialog, FrameLocator, Page, Request

from recorder.model.ids import SessionId
from recorder.model.people import Role
from tests.live.helpers import Place

Way = Literal["bare", "text", "deflated", "pieces"]
Event = dict[str, Any]
PIECE = 60_000
EPOCH = "AAAAAAAAAAAAAAAA"


def write_dom(at_ms: float, event: object, way: Way = "text") -> list[Event]:
    """Write one event of a DOM recorder, or its text, as `dom.recorded`, one for each piece."""
    text = event if isinstance(event, str) else json.dumps(event, separators=(",", ":"))
    data: Event = {"at_ms": at_ms}
    if way == "bare":
        return [_wire(at_ms, event)]
    if way == "text" and len(text) <= PIECE:
        return [_wire(at_ms, {**data, "text": text})]
    packer = zlib.compressobj(9, wbits=-15)
    packed = base64.b64encode(packer.compress(text.encode()) + packer.flush()).decode()
    name, long, size = ("text", text, PIECE) if way == "text" else ("deflated", packed, PIECE)
    size = max(1, len(long) // 3) if way == "pieces" else size
    parts = [long[start : start + size] for start in range(0, len(long), size)]
    if len(parts) == 1:
        return [_wire(at_ms, {**data, name: long})]
    whole = f"whole-{at_ms}"
    pieces = enumerate(parts)
    return [
        _wire(at_ms, {**data, name: part, "piece": piece, "of": len(parts), "whole": whole})
        for piece, part in pieces
    ]


def _wire(at_ms: float, data: object) -> Event:
    return {"type": "dom.recorded", "at_ms": at_ms, "data": data}


def viewed(at_ms: float, address: str = "/index.html", **more: object) -> list[Event]:
    """Write what a page sends first."""
    sides = {"viewport_width_px": 1000, "viewport_height_px": 700}
    page = {"type": "page.viewed", "at_ms": at_ms, "address": address, **sides, **more}
    return [{"type": "session.started", "at_ms": at_ms, **sides}, page]


def meta(**changes: object) -> Event:
    """Make the event that says how large the window is."""
    return {
        "type": 4,
        "timestamp": 1,
        "data": {"href": "", "width": 1000, "height": 700, **changes},
    }


def page_of(*body: Event, head: Sequence[Event] = ()) -> Event:
    """Make a whole page of the nodes of its body."""
    html = element(3, "html", element(4, "head", *head), element(5, "body", *body))
    kind = {"type": 1, "id": 2, "name": "html", "publicId": "", "systemId": ""}
    document = {"type": 0, "id": 1, "childNodes": [kind, html]}
    place = {"left": 0, "top": 0}
    return {"type": 2, "timestamp": 1, "data": {"node": document, "initialOffset": place}}


def element(id_: int, tag: str, *children: Event, **attributes: object) -> Event:
    """Make an element's node."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return {"type": 2, "id": id_, "tagName": tag, "attributes": named, "childNodes": list(children)}


def text(id_: int, words: str) -> Event:
    """Make a text's node."""
    return {"type": 3, "id": id_, "textContent": words}


def change(source: int, **data: object) -> Event:
    """Make a change of a page."""
    return {"type": 3, "timestamp": 1, "data": {"source": source, **data}}


def mutation(**parts: object) -> Event:
    """Make a change of nodes."""
    return change(0, **{"adds": [], "removes": [], "texts": [], "attributes": [], **parts})


def record(place: Place, events: Sequence[Event], *, epoch: str = EPOCH) -> SessionId:
    """Send a whole session as its page does, in batches as small as the limits ask for."""
    started = place.start()
    send(place, started.token, events, epoch=epoch)
    return started.session.id


def send(place: Place, token: str, events: Sequence[Event], *, epoch: str = EPOCH) -> None:
    """Send the events of one page load, which began when it is sent."""
    origin_ms = place.clock()
    seq = 0
    for batch in _batches(events):
        clock = {"origin_ms": origin_ms, "now_ms": 0.0, "wall_ms": origin_ms, "rtt_ms": 4.0}
        head = {"v": 1, "token": token, "epoch": epoch, "prev": None, "from": seq, "clock": clock}
        answer = place.ingest.append(json.dumps({**head, "events": batch}).encode())
        assert answer.status == 200, answer.body
        seq += len(batch)


def _batches(events: Sequence[Event]) -> Iterator[list[Event]]:
    batch: list[Event] = []
    size = 0
    for event in events:
        length = len(json.dumps(event))
        if batch and (len(batch) == 400 or size + length > 800_000):
            yield batch
            batch, size = [], 0
        batch.append(event)
        size += length
    yield batch


@dataclass
class Watched:
    """A browser page that shows recordings, and everything it did that it must not do.

    Attributes:
        faults: Errors of our own scripts, dialogs, and requests that leave our origin.
        asked: Every request that was made, as `GET /path`.
    """

    context: BrowserContext
    page: Page
    origin: str
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def follow(self) -> None:
        """Begin to look at what the page does."""
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        # Playwright dismisses a dialog that nobody waits for only where nobody listens.
        self.page.on("dialog", self._refuse)
        self.page.on("popup", lambda _: self.faults.append("popup"))
        self.page.set_default_timeout(30_000)
        self.context.on("requestfinished", self._note)
        self.context.on("requestfailed", self._note)

    def _refuse(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note(self, request: Request) -> None:
        # What the policy of a page forbids is told too, although nothing of it leaves the browser.
        if request.failure == "csp":
            return
        if request.url.startswith(("data:", "blob:")):
            return
        if not request.url.startswith(f"{self.origin}/"):
            self.faults.append(f"{request.method} {request.url}")
        self.asked.append(f"{request.method} {request.url.removeprefix(self.origin)}")

    def replay(self, session: SessionId, at_s: float = 0.0) -> None:
        """Open a replay and wait until the stage has drawn its moment."""
        self.page.goto(f"{self.origin}/sessions/{session}/replay?t={at_s}")
        self.page.locator("recorder-replay[ready]").wait_for(state="attached")
        self.settle()

    def settle(self) -> None:
        """Wait until the stage shows the moment that is asked for."""
        stage = self.page.locator("recorder-stage")
        while not stage.evaluate("each => each.is_settled"):
            self.page.wait_for_timeout(20)

    @property
    def picture(self) -> FrameLocator:
        """The frame in which the recorded page is rebuilt; each seek may make it anew."""
        return self.page.frame_locator("recorder-stage iframe").frame_locator("iframe")

    def words(self) -> str:
        """Read what the recorded page says."""
        return self.picture.locator("body").inner_text()

    def notice(self) -> str:
        """Read what the stage says about the picture."""
        return self.page.locator("recorder-stage .notice").inner_text()


@contextmanager
def watching(place: Place, browser: Browser, **options: Any) -> Iterator[Watched]:
    """Open a browser in which a researcher is signed in."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
    page = context.new_page()
    page.goto(place.site.sign_in_address(Role.RESEARCHER))
    page.wait_for_url(f"{place.origin}/")
    watched = Watched(context, page, place.origin)
    watched.follow()
    yield watched
    context.close()
