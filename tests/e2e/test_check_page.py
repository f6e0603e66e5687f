"""Check my page: green when the snippet answers, and otherwise words that name the cause."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server
from tests.e2e.loss_site import STUDY

pytestmark = pytest.mark.browser

TAG = '<script src="{recorder}/snippet/recorder.js" data-study="{study}"></script>'
STUDIES = {"/wrong.html": "another", "/none.html": ""}
POLICIES = {"/strict.html": "default-src 'none'; script-src {recorder}; connect-src 'none'"}


class Handler(BaseHTTPRequestHandler):
    """Serves pages that carry the tag rightly, wrongly, under a strict policy, or not at all."""

    recorder = ""

    def do_GET(self) -> None:
        """Answer with one of the pages."""
        study = STUDIES.get(self.path, "loss")
        tag = TAG.format(recorder=self.recorder, study=study) if study else ""
        body = f"<!doctype html><head>{tag}<title>A page</title></head><h1>A page</h1>".encode()
        self.send_response(200)
        if policy := POLICIES.get(self.path):
            self.send_header("Content-Security-Policy", policy.format(recorder=self.recorder))
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the parent's name)
        """Stay silent."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """Serve the pages on one port and the recorder on another."""
    folder = tmp_path_factory.mktemp("check")
    site = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.daemon_threads = True
    thread = Thread(target=site.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{site.server_port}"
    study = folder / "studies" / "loss"
    study.mkdir(parents=True)
    (study / "study.yaml").write_text(STUDY.format(site=address))
    server = Server(folder / "studies", folder / "data").start()
    Handler.recorder = server.url
    yield server, address
    server.stop()
    site.shutdown()
    thread.join()
    site.server_close()


@pytest.fixture
def checking(place: tuple[Server, str], browser: Browser) -> Iterator[Page]:
    """Sign in and open the view."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(place[0].sign_in)
    page.wait_for_url(f"{place[0].url}/")
    page.goto(f"{place[0].url}/studies/loss/check")
    yield page
    context.close()


def check(page: Page, address: str) -> None:
    """Have one page checked."""
    page.get_by_label("Address of your page").fill(address)
    page.get_by_role("button", name="Open and check").click()


def test_a_page_with_the_tag_turns_the_view_green(
    checking: Page, place: tuple[Server, str]
) -> None:
    check(checking, f"{place[1]}/index.html")

    expect(checking.locator(".light")).to_have_attribute("data-state", "good")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/wrong.html", "another"),
        ("/strict.html", "cannot send"),
        ("/none.html", "does not carry the line"),
    ],
)
def test_what_is_in_the_way_is_said_in_words(
    checking: Page, place: tuple[Server, str], path: str, words: str
) -> None:
    check(checking, place[1] + path)

    card = checking.locator("[data-check]")
    expect(card.get_by_text(words).first).to_be_visible(timeout=15_000)
    expect(checking.locator(".light")).not_to_have_attribute("data-state", "good")


def test_a_page_of_an_origin_that_the_study_does_not_name_is_said(
    checking: Page, place: tuple[Server, str]
) -> None:
    check(checking, place[1].replace("127.0.0.1", "localhost") + "/index.html")

    expect(checking.locator(".light")).to_contain_text("localhost")
    expect(checking.locator(".light")).not_to_have_attribute("data-state", "good")
