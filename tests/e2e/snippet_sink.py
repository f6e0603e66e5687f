"""A small server that speaks the wire, for the snippet's own tests: it can fail on demand."""

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec

from recorder.config import LIMITS
from recorder.model.events import CustomReported, PageEvent

DIST = Path(__file__).parents[2] / "snippet/dist"
PAGES = Path(__file__).parent / "snippet_pages"
TOKEN = "ses_" + "k" * 22
_decoder = msgspec.json.Decoder(PageEvent)

SESSION: dict[str, object] = {
    "session": "s" * 16,
    "study": "tea-shop",
    "title": "Tea shop",
    "language": "en",
    "state": "open",
    "participant": "p01",
    "variant": None,
    "tasks": [],
    "progress": {"task": None, "phase": "scenario", "met": False, "answered": []},
    "after": "",
    "done": "",
    "capture": {"pointer": True, "text": "none", "names": True, "query": ["sort"], "dom": False},
    "watch": ["#place-order", ".buy"],
    "device": {"browser": "Chrome", "os": "Linux", "device": "desktop"},
    "has_after_study": False,
    "parts": [],
}


@dataclass
class Sink:
    """What came, event by event under (epoch, seq), as the protocol has it.

    Attributes:
        events: The first version of every event that came.
        conflicts: Keys that came again with other content.
        duplicates: How often an event came again.
        holes: Batches that began beyond the ack.
        referrers: What browsers told of the page that asked, with each request of the wire.
        fail: Status to answer with instead of taking anything; 0 cuts the connection.
    """

    events: dict[tuple[str, int], dict[str, object]] = field(default_factory=dict)
    conflicts: list[tuple[str, int]] = field(default_factory=list)
    duplicates: int = 0
    holes: int = 0
    fail: int | None = None
    session: dict[str, object] = field(default_factory=lambda: dict(SESSION))
    csp: str = ""
    checks: list[dict[str, object]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    referrers: list[str | None] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, body: bytes) -> tuple[int, dict[str, object]]:
        """Take one batch; answer status and body."""
        batch = json.loads(body)
        with self.lock:
            self.bodies.append(body)
            ack = self.ack(batch["epoch"])
            if batch["from"] > ack + 1:
                self.holes += 1
                return 409, {"ack": ack}
            for index, event in enumerate(batch["events"]):
                read = _decoder.decode(json.dumps(event))
                if isinstance(read, CustomReported) and len(read.data) > LIMITS.custom_bytes:
                    return 422, {"error": "invalid_event", "index": index}
            for index, event in enumerate(batch["events"]):
                self._put((batch["epoch"], batch["from"] + index), event)
            now = time.monotonic() * 1_000
            return 200, {"ack": self.ack(batch["epoch"]), "server_ms": [now, now]}

    def _put(self, key: tuple[str, int], event: dict[str, object]) -> None:
        if key not in self.events:
            self.events[key] = event
            return
        self.duplicates += 1
        if self.events[key] != event:
            self.conflicts.append(key)

    def ack(self, epoch: str) -> int:
        """Answer the highest seq of an epoch without a hole below it."""
        seqs = {seq for known, seq in self.events if known == epoch}
        return next(seq for seq in range(len(seqs) + 1) if seq not in seqs) - 1

    def of_type(self, kind: str) -> list[dict[str, object]]:
        """List the events of one type, in the order they came first."""
        with self.lock:
            return [event for event in self.events.values() if event["type"] == kind]

    def clicked(self) -> list[str]:
        """List the ids of what was clicked."""
        return [str(event["selector"]) for event in self.of_type("element.clicked")]

    def wait_for(self, count: int, kind: str, timeout_s: float = 20) -> list[dict[str, object]]:
        """Wait until so many events of a type are there, and answer them."""
        until = time.monotonic() + timeout_s
        while len(found := self.of_type(kind)) < count and time.monotonic() < until:
            time.sleep(0.02)
        return found


def _handler(sink: Sink) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Say nothing."""

        def do_OPTIONS(self) -> None:
            self._answer(204, b"", "text/plain")

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            sink.requests.append(f"GET {path}")
            if path == "/v1/session":
                sink.referrers.append(self.headers.get("Referer"))
                return self._fail() if sink.fail is not None else self._json(200, sink.session)
            if path.startswith("/snippet/"):
                return self._file(DIST / path.rpartition("/")[2], "text/javascript")
            page = PAGES / (path.strip("/") or "index.html")
            kind = "text/javascript" if page.suffix == ".js" else "text/html"
            return self._file(page, kind) if page.is_file() else self._json(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            sink.requests.append(f"POST {self.path}")
            sink.referrers.append(self.headers.get("Referer"))
            if self.path == "/v1/ingest" and sink.fail is not None:
                return self._fail()
            if self.path == "/v1/ingest":
                return self._json(*sink.take(body))
            if self.path == "/v1/check":
                sink.checks.append(json.loads(body))
                return self._json(200, {})
            return self._file(PAGES / "next.html", "text/html")

        def _fail(self) -> None:
            if sink.fail:
                self._json(sink.fail, {"error": "unavailable"})
            else:
                self.close_connection = True

        def _json(self, status: int, body: dict[str, object]) -> None:
            self._answer(status, json.dumps(body).encode(), "application/json")

        def _file(self, path: Path, kind: str) -> None:
            self._answer(200, path.read_bytes(), kind)

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
            self.send_header("Access-Control-Expose-Headers", "Retry-After")
            if sink.csp and kind == "text/html":
                self.send_header("Content-Security-Policy", sink.csp)
            self.end_headers()
            self.wfile.write(body)

    return Handler


class _Server(ThreadingHTTPServer):
    """A browser that closes cuts its connections; that is nothing to tell of."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(sink: Sink) -> Iterator[str]:
    """Serve a sink on a free port; answers its address without a slash at its end."""
    server = _Server(("127.0.0.1", 0), _handler(sink))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
