"""One WebSocket each: bounded in what it takes, in what waits, and in how long it is silent.

The Socket.IO library leaves all three open: it looks at a message's size when all of it is
in memory, lets messages wait without end for a page that does not read, and keeps a thread
for a peer that is gone until the system gives it up.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from functools import partial
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import simple_websocket
from engineio.async_drivers.threading import DaemonThread
from flask_socketio import SocketIO
from wsproto.utilities import ProtocolError

from recorder.clock import monotonic_s
from recorder.config import LIMITS
from recorder.live.frames import is_frame
from recorder.model.rates import Buckets

PING_S = 20
SILENT_S = 2 * PING_S + 5
"""A page answers a ping every 20 s; one that was not heard for so long is gone."""
UNREAD_FRAMES = 256
"""Frames that may wait to be read; who sends faster than they are answered is cut off."""
FRAMES_PER_S, FRAMES_BURST = 100, 300


class _Socket:
    """A socket that sends all of what it is given, one piece at a time."""

    def __init__(self, raw: socket.socket) -> None:
        self.raw = raw
        self._sending = threading.Lock()
        raw.settimeout(SILENT_S)

    def send(self, data: bytes) -> None:
        """Send all of it, or raise OSError."""
        with self._sending:
            self.raw.sendall(data)

    def recv(self, most: int) -> bytes:
        """Wait for what comes next."""
        return self.raw.recv(most)

    def close(self) -> None:
        """Give the system its socket back."""
        self.raw.close()


class _Server(simple_websocket.Server):  # type: ignore[misc]
    """A WebSocket whose messages, backlog and silence are bounded."""

    sock: "_Socket"

    def handshake(self) -> None:
        """Take the connection over."""
        self.sock = _Socket(self.environ.get("werkzeug.socket") or self.environ["gunicorn.socket"])
        super().handshake()

    def _thread(self) -> None:
        # What breaks the protocol ends this connection, not with a traceback.
        with contextlib.suppress(ProtocolError, ValueError):
            super()._thread()
        self.connected = False
        self.event.set()
        self.sock.close()

    def _handle_events(self) -> bool:
        keep_going = bool(super()._handle_events())
        return keep_going and len(self.input_buffer) <= UNREAD_FRAMES

    def cut(self) -> None:
        """End the connection now, whoever waits for it."""
        with contextlib.suppress(OSError):
            self.sock.raw.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the connections of one endpoint may say.

    Attributes:
        namespace: Their one Socket.IO namespace.
        events: Names of the messages they may send.
    """

    namespace: str
    events: Set[str]


class Lines:
    """All open connections of one endpoint, by the library's name for each."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._open: dict[str, Line] = {}
        self._eio: Any = None

    def attach(self, sockets: SocketIO) -> None:
        """Have an endpoint hold its connections here."""
        self._eio = sockets.server.eio
        # The library's table of parts is shared by all endpoints: this one gets its own.
        self._eio._async = {**self._eio._async, "websocket": partial(Line, self, self._rules)}

    def add(self, name: str, line: "Line") -> None:
        """Remember a connection that has begun."""
        self._open[name] = line

    def remove(self, name: str) -> None:
        """Forget a connection that has ended."""
        self._open.pop(name, None)

    def admit(self, name: str) -> None:
        """Note that whoever holds this connection has shown what it needs."""
        if name in self._open:
            self._open[name].is_admitted = True

    def cut(self, name: str) -> None:
        """End one connection now."""
        line = self._open.get(name)
        if line is not None:
            line.cut()

    def cut_all(self) -> None:
        """End every connection now."""
        for line in list(self._open.values()):
            line.cut()

    def cut_strangers(self, older_than_s: float) -> None:
        """End the connections that have shown nothing for so long."""
        for line in list(self._open.values()):
            if not line.is_admitted and monotonic_s() - line.begun_s > older_than_s:
                line.cut()

    def count_waiting(self, name: str) -> int:
        """Count the messages that wait until one page reads them."""
        found = self._eio.sockets.get(name)
        return found.queue.qsize() if found else 0


class Line:
    """One connection, in the shape that the Socket.IO library expects."""

    def __init__(
        self, lines: Lines, rules: Rules, handler: Callable[["Line"], object], server: object
    ) -> None:
        del server
        self._lines, self._rules, self._handler = lines, rules, handler
        self._name: str = handler.__self__.sid  # type: ignore[attr-defined]
        self._rates = Buckets(per_s=FRAMES_PER_S, burst=FRAMES_BURST)
        self.begun_s = monotonic_s()
        self.is_admitted = False

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Hold the connection until it ends."""
        try:
            self._ws = _Server(
                environ, max_message_size=LIMITS.message_bytes, thread_class=DaemonThread
            )
        except (ProtocolError, simple_websocket.ConnectionError, OSError):
            start_response("400 Bad Request", [("Content-Length", "0")])
            return []
        self._lines.add(self._name, self)
        try:
            self._handler(self)
        finally:
            self._lines.remove(self._name)
            self.cut()
        # The library's way to tell the server that there is nothing left to answer.
        raise StopIteration if self._ws.mode == "gunicorn" else ConnectionError

    def wait(self) -> str | None:
        """Wait for a frame; None when the connection ended, or ends because of what came."""
        try:
            frame = self._ws.receive()
        except simple_websocket.ConnectionClosed:
            frame = None
        is_slow = not self._rates.take("", monotonic_s())
        if is_slow and is_frame(frame, self._rules.namespace, self._rules.events):
            return str(frame)
        # Now, because whoever still writes to it may wait for a page that never reads.
        self.cut()
        return None

    def send(self, message: str) -> None:
        """Send a frame.

        Raises:
            OSError: The connection has ended.
        """
        try:
            self._ws.send(message)
        except (simple_websocket.ConnectionClosed, ProtocolError):
            raise OSError from None

    def close(self) -> None:
        """Say goodbye and end the connection."""
        with contextlib.suppress(simple_websocket.ConnectionClosed, ProtocolError, OSError):
            self._ws.close()
        self.cut()

    def cut(self) -> None:
        """End the connection now."""
        self._ws.cut()
