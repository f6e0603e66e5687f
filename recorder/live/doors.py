"""What stands before the live connections: whose page may open one, and how many are open."""

import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from recorder.live.origins import is_own_origin

log = logging.getLogger(__name__)

WARN_AT = 0.8
"""Share of the places from which on the log tells that they are running out."""

_key = re.compile(r"[A-Za-z0-9+/]{22}==")


class Places:
    """Counts open connections; each holds a thread, so there is an end to them."""

    def __init__(self, most: int) -> None:
        self._most, self._taken = most, 0
        self._has_warned = False
        self._lock = threading.Lock()

    @contextmanager
    def take(self) -> Iterator[bool]:
        """Hold a place, if there is one, for as long as the block runs."""
        has_place = self._try()
        try:
            yield has_place
        finally:
            if has_place:
                with self._lock:
                    self._taken -= 1

    def _try(self) -> bool:
        with self._lock:
            if self._taken >= self._most:
                return False
            self._taken += 1
            is_tight = self._taken >= WARN_AT * self._most
            if is_tight and not self._has_warned:
                log.warning(
                    "%d of %d live connections are open: raise RECORDER_SOCKETS",
                    self._taken,
                    self._most,
                )
            self._has_warned = is_tight
        return True


class Door:
    """Lets our own pages, or all, through to one endpoint."""

    def __init__(
        self,
        inside: WSGIApplication,
        places: Places,
        opened: Callable[[], None],
        *,
        origins: tuple[str, ...] | None,
    ) -> None:
        """Stand before an endpoint.

        Args:
            inside: What answers whoever passes.
            places: How many may be inside at once.
            opened: Called before anybody passes.
            origins: Those of our own pages, which pass; None lets all pass, without cookies.
        """
        self._inside, self._places, self._opened = inside, places, opened
        self._origins = origins

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request for a connection."""
        if self._origins is None:
            environ.pop("HTTP_COOKIE", None)
        elif not is_own_origin(
            self._origins, environ.get("HTTP_ORIGIN", ""), environ.get("HTTP_HOST", "")
        ):
            return _refuse(start_response, "403 Forbidden")
        if environ.get("HTTP_UPGRADE", "").lower() != "websocket":
            return _refuse(start_response, "426 Upgrade Required", ("Upgrade", "websocket"))
        if not _is_handshake(environ):
            return _refuse(start_response, "400 Bad Request")
        with self._places.take() as has_place:
            if not has_place:
                return _refuse(start_response, "503 Service Unavailable", ("Retry-After", "10"))
            self._opened()
            return self._inside(environ, start_response)


def _is_handshake(environ: WSGIEnvironment) -> bool:
    """Tell whether a request begins a WebSocket; the library raises at what does not."""
    connection = environ.get("HTTP_CONNECTION", "").lower().replace(" ", "").split(",")
    has_key = _key.fullmatch(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""))
    is_known = environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"
    return (
        environ["REQUEST_METHOD"] == "GET"
        and "upgrade" in connection
        and is_known
        and bool(has_key)
    )


def _refuse(
    start_response: StartResponse, status: str, *headers: tuple[str, str]
) -> Iterable[bytes]:
    start_response(status, [("Content-Length", "0"), ("Cache-Control", "no-store"), *headers])
    return []
