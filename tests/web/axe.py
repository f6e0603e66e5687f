"""Pages on a free port, judged by axe against WCAG 2.2 A and AA and seen to fit their window."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from werkzeug.serving import make_server

from recorder.web.wsgi import create_application
from tests.web.helpers import Site, make_site

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": LEVELS}}


@contextmanager
def serve_site(root: Path, *write: Callable[[Path], None]) -> Iterator[Site]:
    """Serve studies, each written into a folder by one of `write`, on a free port."""
    for study in write:
        study(root / "studies")
    server = make_server("127.0.0.1", 0, _create_nothing, threaded=True)
    site = make_site(root, port=server.port)
    server.app = create_application(site.settings, site.db)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        site.db.close()


def _create_nothing(*_: object) -> list[bytes]:
    """Stand in until the port is known that the application has to know."""
    return []


class Judge:
    """Opens pages one after another and collects what is wrong with each."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def look(self, name: str) -> None:
        """Judge the page that is open."""
        for violation in Axe().run(self.page, options=OPTIONS).response["violations"]:
            places = [node["target"] for node in violation["nodes"]]
            self.faults.append(f"{name}: {violation['id']} {places}")
        excess_px = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if excess_px > 0:
            self.faults.append(f"{name}: {excess_px} px too wide")

    def press(self, button: str, name: str) -> None:
        """Press a button that opens another page, and judge that."""
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()
        self.look(name)
