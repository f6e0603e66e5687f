"""The whole server as one WSGI callable: ingest and live rooms beside Flask, behind proxies."""

from collections.abc import Iterable, Mapping
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.middleware.proxy_fix import ProxyFix

from recorder.clock import Clock, wall_clock_ms
from recorder.config import Settings
from recorder.ingest.pages import Ingest
from recorder.live.mount import Live
from recorder.storage.database import Database
from recorder.web.app import create_app
from recorder.web.ingest_app import IngestApp
from recorder.web.logs import find_live

INGEST = "/v1/ingest"


class Application:
    """Sends what is appended to the log past Flask, live connections to theirs, the rest to it."""

    def __init__(
        self, pages: WSGIApplication, ingest: WSGIApplication, doors: Mapping[str, WSGIApplication]
    ) -> None:
        self._pages, self._ingest, self._doors = pages, ingest, doors

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        if path == INGEST:
            return self._ingest(environ, start_response)
        door = next((door for start, door in self._doors.items() if path.startswith(start)), None)
        return (door or self._pages)(environ, start_response)


def create_application(
    settings: Settings, db: Database, clock: Clock = wall_clock_ms
) -> WSGIApplication:
    """Make the server's one WSGI callable over one database."""
    return create_server(settings, db, clock)[0]


def create_server(
    settings: Settings, db: Database, clock: Clock = wall_clock_ms
) -> tuple[WSGIApplication, Live]:
    """Make the same, and the live side of it, which is to be closed when the server ends."""
    pages = create_app(settings, db, clock)
    live = find_live(pages)
    ingest = IngestApp(Ingest(db, clock, audience=live.audience))
    whole = Application(pages, ingest, live.mount(pages))
    number = settings.trusted_proxies
    if not number:
        return whole, live
    return ProxyFix(whole, x_for=number, x_proto=number, x_host=number, x_prefix=0), live
