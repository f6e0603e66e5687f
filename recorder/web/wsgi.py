"""The whole server as one WSGI callable: ingest beside Flask, proxies believed only if told."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.middleware.proxy_fix import ProxyFix

from recorder.clock import Clock, wall_clock_ms
from recorder.config import Settings
from recorder.ingest.pages import Ingest
from recorder.storage.database import Database
from recorder.web.app import create_app
from recorder.web.ingest_app import IngestApp

INGEST = "/v1/ingest"


class Application:
    """Sends what is appended to the log past Flask, and everything else to it."""

    def __init__(self, pages: WSGIApplication, ingest: WSGIApplication) -> None:
        self._pages, self._ingest = pages, ingest

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        is_ingest = environ.get("PATH_INFO") == INGEST
        return (self._ingest if is_ingest else self._pages)(environ, start_response)


def create_application(
    settings: Settings, db: Database, clock: Clock = wall_clock_ms
) -> WSGIApplication:
    """Make the server's one WSGI callable over one database."""
    pages = create_app(settings, db, clock)
    both = Application(pages, IngestApp(Ingest(db, clock)))
    number = settings.trusted_proxies
    if not number:
        return both
    return ProxyFix(both, x_for=number, x_proto=number, x_host=number, x_prefix=0)
