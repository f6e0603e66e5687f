"""A small site with the panel on every page, over a core that keeps all it is told."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar, cast
from urllib.parse import quote, urlsplit

from jinja2.utils import htmlsafe_json_dumps
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from recorder.web.panel_texts import panel_texts_for
from recorder.web.session_answer import find_direction

HERE = Path(__file__).parent / "panel_host"
DIST = Path(__file__).parents[2] / "snippet" / "dist"
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'"
)
AFTER_WORDS = htmlsafe_json_dumps(dict(panel_texts_for("en"))).encode()
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


class Pages(BaseHTTPRequestHandler):
    """Serves one page under every name; `/strict/` and `/hostile/` change what is around it."""

    def do_GET(self) -> None:
        """Answer a file, or the host page."""
        path = urlsplit(self.path).path
        name = path.rsplit("/", 1)[1]
        file = DIST / name if (DIST / name).is_file() else HERE / name
        if not file.is_file():
            file = HERE / "host.html"
        body = file.read_bytes().replace(b"WORDS", AFTER_WORDS)
        if path.startswith("/hostile/") and file.name == "host.html":
            body = body.replace(b"/host.css", b"/hostile.css")
        self.send_response(200)
        self.send_header("Content-Type", f"{KINDS[file.suffix]}; charset=utf-8")
        if path.startswith("/strict/"):
            self.send_header("Content-Security-Policy", STRICT)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # a page may be left before it is there
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


@contextmanager
def serve_pages() -> Iterator[str]:
    """Serve the site on a free loopback port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    thread = Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def question(name: str, ask: str, kind: str, **more: object) -> dict[str, object]:
    """Build one question as the server puts it."""
    given: dict[str, object] = {"id": name, "ask": ask, "kind": kind, "choices": []}
    return given | {"required": False, "hint": "optional"} | more


def numbers(first: int, last: int) -> list[str]:
    """List the steps of a scale."""
    return [str(number) for number in range(first, last + 1)]


SEQ = question(
    "seq",
    "Overall, how difficult or easy was this task?",
    "scale",
    required=True,
    choices=numbers(1, 7),
    hint="1 = Very difficult · 7 = Very easy",
)
EVERY_KIND = [
    SEQ,
    question("nps", "Would you recommend the shop?", "scale", choices=numbers(0, 10),
             hint="optional · 0 = Not at all likely · 10 = Extremely likely"),
    question("way", "How did you find the tea?", "choice", choices=["Search", "Menu", "By chance"]),
    question("used", "What did you use?", "choices", choices=["Filters", "Reviews"]),
    question("order", "Which order number did you get?", "text"),
    question("why", "What was hardest?", "long-text"),
    question("price", "What did it cost?", "number"),
]  # fmt: skip


def task(name: str, title: str, **more: object) -> dict[str, object]:
    """Build one task as the server puts it."""
    given: dict[str, object] = {"id": name, "title": title, "start": None, "ends": "on_done"}
    given |= {"scenario": f"{title}, please.\nTake the time you need.", "time_limit_s": None}
    return given | {"questions": []} | more


RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TASKS = [
    task("green", "Buy green tea", questions=EVERY_KIND,
         scenario="You are out of tea. Buy 100 g of Sencha and have it sent to your home.\n"
         "You need not pay for real."),
    task("gift", "Find a gift", start="/teas.html", questions=[SEQ]),
    task("leave", "Cancel the order"),
]  # fmt: skip


def session(url: str, **more: object) -> dict[str, object]:
    """Build the answer of `GET /v1/session`."""
    given: dict[str, object] = {"session": "s1", "study": "tea-shop", "title": "Tea shop"}
    given |= {"language": "en", "state": "open", "participant": "p01", "variant": None}
    given |= {"after": f"{url}/plain/after.html", "done": f"{url}/plain/done.html"}
    given |= {"tasks": TASKS, "has_after_study": True, "watch": []} | more
    tasks = cast(list[dict[str, object]], given["tasks"])
    numbered = [
        each | {"step": f"Task {number} of {len(tasks)}"} for number, each in enumerate(tasks, 1)
    ]
    progress = {"task": tasks[0]["id"], "phase": "scenario", "met": False, "answered": []}
    language = str(given["language"])
    words = {"words": panel_texts_for(language), "direction": find_direction(language)}
    return given | words | {"tasks": numbered, "progress": progress}


def control(**more: object) -> dict[str, object]:
    """Build what a moderator wants of the participant, as the server tells it."""
    given: dict[str, object] = {"task": None, "go": "", "is_begun": False, "is_finished": False}
    return given | {"claim": None, "message": None, "is_closed": False} | more


@dataclass
class Visit:
    """One browser context with the panel before it."""

    context: BrowserContext
    url: str
    kind: str = "plain"
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        """Open a tab."""
        self.page = self.context.new_page()

    def open(self, **more: object) -> "Visit":
        """Begin a session on the host page."""
        given = quote(json.dumps(session(self.url, **more)))
        self.page.goto(f"{self.url}/{self.kind}/index.html?session={given}")
        self.page.goto(f"{self.url}/{self.kind}/index.html")
        return self

    @property
    def panel(self) -> Locator:
        """The panel in the page."""
        return self.page.locator("recorder-panel")

    def button(self, name: str) -> Locator:
        """A button of the panel."""
        return self.panel.get_by_role("button", name=name, exact=True)

    def press(self, *names: str) -> None:
        """Press buttons of the panel, one after the other."""
        for name in names:
            self.button(name).click()

    def events(self) -> list[dict[str, object]]:
        """Everything that was recorded, on all pages."""
        found = self.page.evaluate("localStorage.getItem('events') ?? '[]'")
        return list(json.loads(found))

    def told(self) -> list[str]:
        """The types of what was recorded."""
        return [str(event["type"]) for event in self.events()]


V = TypeVar("V", bound=Visit)


@contextmanager
def visiting(browser: Browser, url: str, kind_of_visit: type[V]) -> Iterator[Callable[..., V]]:
    """Open visits in browser contexts of their own, and close them all in the end."""
    contexts = []

    def visit(kind: str = "plain", width: int = 1280, height: int = 800, **more: Any) -> V:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, **more)  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        contexts.append(context)
        return kind_of_visit(context, url, kind)

    yield visit
    for context in contexts:
        context.close()


def focused(page: Page) -> str:
    """Name what has the focus, within the panel too."""
    script = """() => {
        const outer = document.activeElement;
        const inner = outer.shadowRoot?.activeElement ?? outer;
        return inner.getAttribute('aria-label') || inner.textContent || inner.id || inner.tagName;
    }"""
    return str(page.evaluate(script)).strip()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is where it should be."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"{name!r} is not reached by Tab")
