"""A site of two plain pages, on its own port, that carries the tag of a real recorder."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.conftest import Server

PAGE = """<!doctype html><html lang="en"><head>
<script src="{recorder}/snippet/recorder.js" data-study="loss"></script>
<title>{title}</title></head><body><h1>{title}</h1>
<button id="one">One</button> <button id="two">Two</button>
<a id="link" href="/next.html">Next</a>
<form id="form" method="post" action="/next.html"><button id="send">Send</button></form>
</body></html>"""

STUDY = """format: 1
id: loss
title: Nothing is lost
prototype: {{start: "{site}/index.html", origins: ["{site}"]}}
consent:
  version: 1
  text: We record what you click.
  retention: 1 month
tasks:
  - {{id: click, title: Click, scenario: Click about., ends: on_done}}
"""


@contextmanager
def serve_site(recorder_url: list[str]) -> Iterator[str]:
    """Serve the pages; the recorder's address is looked up at each request."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            title = self.path.strip("/").removesuffix(".html") or "index"
            body = PAGE.format(recorder=recorder_url[0], title=title).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the parent's name)
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def serve_with_recorder(folder: Path, study: str = STUDY) -> Iterator[tuple[Server, str]]:
    """Serve the site, and a recorder with a study of it; `study` has a place for its address."""
    address = [""]
    with serve_site(address) as site:
        file = folder / "studies" / "loss" / "study.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(study.format(site=site))
        server = Server(folder / "studies", folder / "data").start()
        address[0] = server.url
        yield server, site
        server.stop()
