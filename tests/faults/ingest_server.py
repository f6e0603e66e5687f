"""A server that only ingests, to be killed: `python -m tests.faults.ingest_server URL PORT`."""

import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from recorder.ingest.pages import Ingest
from recorder.storage.database import migrate, open_database
from recorder.web.ingest_app import IngestApp


class Server(ThreadingMixIn, WSGIServer):
    """A thread for each connection, and a port that can be taken again at once."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64


class Quiet(WSGIRequestHandler):
    """Logs nothing: a killed server's lines would only mix."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (named by the class above)
        """Say nothing."""


def main(url: str, port: str) -> None:
    """Serve until killed."""
    db = open_database(url)
    migrate(db)
    app = IngestApp(Ingest(db))
    with make_server("127.0.0.1", int(port), app, Server, Quiet) as server:
        print("ready", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
