"""How soon those who watch see what a participant does: `python tests/bench/bench_live.py`.

First from the event's request to the observers' sockets, with a real server and 20 and 50
observers; then from an event in the participant's page to pixels on an observer's screen, both
in real Chromium, with 19 more observers on sockets. Prints p50, p95 and the worst in milliseconds.

The worst are the first: a page sends each second until an answer tells it that somebody watches.
"""

import http.client
import json
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import websocket
from playwright.sync_api import Browser, Page, sync_playwright

from recorder.model.ids import SessionId
from recorder.model.people import Role
from tests.conftest import BROWSER_ARGUMENTS, ROOT, Server
from tests.e2e.room_place import RoomPlace, open_room
from tests.faults.test_live_kill import open_beside, start
from tests.storage.helpers import make_body
from tests.web.helpers import Site, find_token, write_study

BATCHES, PER_S = 100, 10
REPORTS, REPORT_EVERY_MS = 200, 350
REPORT = """(name) => {
  const at_ms = performance.timeOrigin + performance.now();
  window.recorder.report(name, {});
  return at_ms;
}"""
WATCH_FEED = """() => {
  window.seen_ms = {};
  const find = (root) => {
    const feed = root.querySelector("#panel-feed recorder-feed");
    if (feed) return feed.shadowRoot;
    const inner = [...root.querySelectorAll("*")].filter((each) => each.shadowRoot);
    return inner.map((each) => find(each.shadowRoot)).find(Boolean);
  };
  const feed = find(document);
  const seen = new Set();
  const look = () => {
    for (const each of feed.querySelectorAll("li[data-seq]")) {
      const [name] = /probe-\\d+/.exec(each.textContent) ?? [];
      if (!name || seen.has(name)) continue;
      seen.add(name);
      // After the next frame was drawn: the second callback runs before the one after it.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        window.seen_ms[name] = performance.timeOrigin + performance.now();
      }));
    }
  };
  new MutationObserver(look).observe(feed, { childList: true, subtree: true, characterData: true });
}"""


@dataclass
class Observer:
    """One socket in a live room, read by a thread of its own.

    Attributes:
        delays_ms: From each event's request to its arrival here.
    """

    line: Any
    delays_ms: list[float] = field(default_factory=list)

    def read(self) -> None:
        """Read until the connection ends, and answer pings."""
        try:
            while frame := self.line.recv():
                now_ms = time.monotonic() * 1_000
                if frame == "2":
                    self.line.send("3")
                if frame.startswith('42/room,["events"'):
                    events = json.loads(frame.partition(",")[2])[1]["events"]
                    self.delays_ms += [
                        now_ms - event["data"]["sent_ms"]
                        for event in events
                        if event.get("name") == "probe"
                    ]
        except (OSError, websocket.WebSocketException):
            return


def main() -> None:
    """Measure both and print them."""
    for count in (20, 50):
        with tempfile.TemporaryDirectory() as folder:
            measure_sockets(Path(folder), count)
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        measure_pixels(Path(folder), browser, 20)


def measure_sockets(folder: Path, count: int) -> None:
    """Post one event at a time and see when each observer has it."""
    write_study(folder / "studies")
    server = Server(folder / "studies", folder / "data").start()
    site = open_beside(server)
    started = start(site)
    observers = sit_down(site, server, started.session.id, count)
    threads = [threading.Thread(target=each.read, daemon=True) for each in observers]
    for thread in threads:
        thread.start()
    page = http.client.HTTPConnection("127.0.0.1", server.port)
    for seq in range(BATCHES):
        data = {"sent_ms": time.monotonic() * 1_000}
        event = {"type": "custom.reported", "at_ms": 1.0, "name": "probe", "data": data}
        page.request("POST", "/v1/ingest", make_body(started.token, seq=seq, events=[event]))
        page.getresponse().read()
        time.sleep(1 / PER_S)
    for each in observers:
        each.line.close()
    delays = [delay for each in observers for delay in each.delays_ms]
    tell(f"{count} observers, request to socket, {len(delays)} of {BATCHES * count}", delays)
    site.db.close()
    server.stop()


def measure_pixels(folder: Path, browser: Browser, count: int) -> None:
    """Have a participant's page report something and see when an observer's page has drawn it."""
    shutil.copytree(ROOT / "studies" / "tea-shop", folder / "studies" / "tea-shop")
    place = RoomPlace(Server(folder / "studies", folder / "data").start(), browser)
    page, session = place.participant()
    site = open_beside(place.server)
    others = sit_down(site, place.server, SessionId(session), count - 1)
    threads = [threading.Thread(target=each.read, daemon=True) for each in others]
    for thread in threads:
        thread.start()
    room = open_room(place.person("observer", "ann"), place, session)
    delays = report_and_look(page, room)
    tell(f"{count} observers, page to pixels, {len(delays)} of {REPORTS} events", delays)
    for each in others:
        each.line.close()
    site.db.close()
    place.server.stop()


def report_and_look(page: Page, room: Page) -> list[float]:
    """Have the page report something, again and again; answer how long each took to be seen."""
    room.evaluate(WATCH_FEED)
    reported_ms: dict[str, float] = {}
    for number in range(REPORTS):
        name = f"probe-{number}"
        reported_ms[name] = page.evaluate(REPORT, name)
        page.wait_for_timeout(REPORT_EVERY_MS)
    room.wait_for_timeout(1_000)
    seen_ms: dict[str, float] = room.evaluate("window.seen_ms")
    return [seen_ms[name] - at_ms for name, at_ms in reported_ms.items() if name in seen_ms]


def sit_down(site: Site, server: Server, session: SessionId, count: int) -> list[Observer]:
    """Have one person watch a session on many pages."""
    client = site.person(Role.OBSERVER, "watcher")
    token = find_token(client.get("/"))
    cookie = client.get_cookie("recorder")
    assert cookie is not None
    found = []
    for _ in range(count):
        answer = client.post("/live/ticket", headers={"X-CSRFToken": token})
        address = f"ws://127.0.0.1:{server.port}/live/socket/?EIO=4&transport=websocket"
        header = [f"Cookie: recorder={cookie.value}"]
        line = websocket.create_connection(address, timeout=30, header=header, origin=server.url)
        line.recv()
        line.send("40/room," + json.dumps(answer.get_json()))
        line.recv()
        line.send('42/room,1["join",' + json.dumps({"session": session}) + "]")
        while not (frame := str(line.recv())).startswith("43/room,1"):
            pass
        assert '"ok":true' in frame, frame
        found.append(Observer(line))
    return found


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open a real Chromium."""
    path = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])))
    with sync_playwright() as playwright:
        # Neither of the two pages may be slowed down because the other is in front.
        calm = ["--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows"]
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[*BROWSER_ARGUMENTS, *calm, "--disable-background-timer-throttling"],
        )
        yield browser
        browser.close()


def tell(what: str, delays_ms: list[float]) -> None:
    """Print the middle, the slow end and the worst."""
    ordered = sorted(delays_ms)
    p50, p95 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
    print(f"{what}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, worst {ordered[-1]:.0f} ms")


if __name__ == "__main__":
    main()
