"""A visitor of the sample study's shop, a server for its files, and what to look for."""

import re
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

PROTOTYPE = Path(__file__).parents[2] / "studies" / "tea-shop" / "prototype"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DOORS = {"current.html", "short.html"}
WITH_BASKET = ["basket.html", "delivery.html", "pay.html", "checkout-short.html", "thanks.html"]
ADDRESS = {
    "Name": "Kim Vale",
    "E-mail": "kim@example.org",
    "Street and house number": "1 Mill Lane",
    "Town": "Ludlow",
    "Postcode": "SY8 1AA",
}
LISTEN = """window.recorder = {report(name, data) {
  const told = JSON.parse(sessionStorage.getItem("told") ?? "[]");
  sessionStorage.setItem("told", JSON.stringify([...told, [name, data]]));
}};"""


class StrictHandler(SimpleHTTPRequestHandler):
    """Serves the files and allows nothing that is not one of them."""

    def end_headers(self) -> None:
        """Send the policy with every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the parent's name)
        """Say nothing."""


@dataclass
class Visitor:
    """One person in a fresh browser tab; whatever the page complains about is kept."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen for errors and for requests to anywhere else."""
        self.page.on("console", lambda said: self._note(said.type, said.text))
        self.page.on("pageerror", lambda error: self._note("error", str(error)))
        self.page.on("request", lambda request: self._check(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {text}")

    def _check(self, url: str) -> None:
        if not url.startswith(self.url):
            self.complaints.append(f"a request elsewhere: {url}")

    def go(self, path: str) -> None:
        """Open a page of the shop."""
        self.page.goto(self.url + path)

    def button(self, name: str) -> Locator:
        """Find a button by its name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        """Find a link by its name."""
        return self.page.get_by_role("link", name=name, exact=True)

    def fill(self, fields: dict[str, str]) -> None:
        """Type into labelled fields."""
        for label, text in fields.items():
            self.page.get_by_label(label, exact=True).fill(text)

    def put_into_basket(self, tea: str, grams: int) -> None:
        """Choose a tea by its page."""
        self.go(f"tea.html?tea={tea}")
        self.page.get_by_label(re.compile(rf"^{grams} g")).check()
        self.button("Add to basket").click()
        expect(self.page.get_by_text(f"{grams} g of")).to_be_visible()

    def names(self) -> list[str]:
        """List the teas that are shown."""
        return self.page.locator("#teas .card-name").all_inner_texts()

    def told(self) -> Any:
        """List what the pages told a recorder that listens."""
        return self.page.evaluate('JSON.parse(sessionStorage.getItem("told") ?? "[]")')

    def order_number(self) -> str:
        """Read the order's number on the last page."""
        self.page.wait_for_url("**/thanks.html")
        return self.page.locator("#order-number").inner_text()


def list_pages() -> list[str]:
    """List the pages people see."""
    return sorted(path.name for path in PROTOTYPE.glob("*.html") if path.name not in DOORS)


def is_at_fault(visitor: Visitor, label: str) -> bool:
    """Answer whether a field is marked and its message stands beside it."""
    there = visitor.page.get_by_label(label, exact=True)
    words = visitor.page.locator(f"#{there.get_attribute('id')}-error")
    return there.get_attribute("aria-invalid") == "true" and bool(words.inner_text())


def tab_to(visitor: Visitor, target: Locator) -> None:
    """Press Tab until an element has the focus; fail when it is out of reach."""
    for _ in range(60):
        if target.evaluate("el => el === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"no way to {target} by the Tab key")


def prepare(visitor: Visitor, name: str) -> None:
    """Bring the visitor to where a page has something to show."""
    if name not in WITH_BASKET:
        return
    visitor.put_into_basket("lapsang", 250)
    if name in ("pay.html", "thanks.html"):
        visitor.go("checkout-short.html")
        visitor.fill(ADDRESS | {"Card number": "1234567812345678", "Expiry date": "04/29"})
        visitor.button("Place order").click()
        visitor.order_number()
    if name == "pay.html":
        visitor.put_into_basket("lapsang", 250)


def list_violations(page: Page, scheme: Literal["light", "dark"]) -> list[str]:
    """Run axe in one colour scheme."""
    page.emulate_media(color_scheme=scheme)
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    rules = Axe().run(page, options=options).response["violations"]
    width = page.evaluate("innerWidth")
    return [
        f"{rule['id']} at {width} px, {scheme}: {node['html']}"
        for rule in rules
        for node in rule["nodes"]
    ]
