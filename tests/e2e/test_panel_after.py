"""The questions after the study: recorded as they are given, and never lost."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

TOKEN = "ses_AAAAAAAAAAAAAAAAAAAAAA"


@dataclass
class Ingest:
    """Answers as the recorder does, and keeps what it was told."""

    epochs: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    is_away: bool = False
    state: str = "open"

    def answer(self, route: Route) -> None:
        """Take a batch, once each event."""
        if self.is_away:
            return route.abort()
        batch = json.loads(route.request.post_data or "")
        self.tokens.add(batch["token"])
        kept = self.epochs.setdefault(batch["epoch"], [])
        kept += batch["events"][max(0, len(kept) - batch["from"]) :]
        return route.fulfill(json={"ack": len(kept) - 1, "server_ms": [0, 0]})

    def tell(self, route: Route) -> None:
        """Say how the session stands."""
        if self.is_away:
            return route.abort()
        return route.fulfill(json={"session": "s1", "state": self.state})

    def events(self) -> list[dict[str, object]]:
        """Everything told but the ends of pages, without times."""
        found = [event for kept in self.epochs.values() for event in kept]
        for event in found:
            event.pop("at_ms", None)
        return [event for event in found if event["type"] != "epoch.ended"]


@pytest.fixture
def ingest() -> Ingest:
    """Begin with nothing told."""
    return Ingest()


@pytest.fixture
def page(browser: Browser, url: str, ingest: Ingest) -> Iterator[Page]:
    """Open the questions with a token in the fragment."""
    context = browser.new_context()
    context.set_default_timeout(30_000)
    context.route("**/v1/ingest", ingest.answer)
    context.route("**/v1/session", ingest.tell)
    page = context.new_page()
    page.goto(f"{url}/plain/after.html#recorder={TOKEN}")
    yield page
    context.close()


def rating(question: str, value: object) -> dict[str, object]:
    """Build what is recorded for one answer."""
    return {"type": "rating.given", "question": question, "value": value}


def test_answers_are_recorded_by_keyboard_alone_and_the_session_ends(
    page: Page, ingest: Ingest
) -> None:
    keys = page.keyboard
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("The basket")
    keys.press("Tab")
    keys.type("4,5")
    keys.press("Enter")
    page.wait_for_url(f"**/done.html#recorder={TOKEN}")

    assert ingest.tokens == {TOKEN}
    assert ingest.events() == [
        rating("sus.1", 1),
        rating("sus.1", 2),
        rating("used", ["Filters"]),
        rating("why", "The basket"),
        rating("price", 4.5),
        {"type": "session.ended", "why": "finished"},
    ]


def test_missing_answers_are_summed_up_and_nothing_ends(page: Page, ingest: Ingest) -> None:
    page.get_by_label("What did it cost?").fill("cheap")
    page.get_by_role("button", name="Send").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("1", exact=True)).to_be_focused()
    violations = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})

    assert violations.response["violations"] == []
    assert ingest.events() == []


def test_a_reload_keeps_answers_and_drafts_and_sends_none_twice(page: Page, ingest: Ingest) -> None:
    page.get_by_label("2", exact=True).check()
    page.get_by_label("What was hardest?").press_sequentially("Half a sen")
    page.wait_for_timeout(200)
    page.reload()
    expect(page.get_by_label("2", exact=True)).to_be_checked()
    expect(page.get_by_label("What was hardest?")).to_have_value("Half a sen")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/done.html*")

    told = ingest.events()
    assert told.count(rating("sus.1", 2)) == 1
    assert told.count(rating("why", "Half a sen")) == 1


def test_offline_the_page_says_so_waits_and_goes_on(page: Page, ingest: Ingest) -> None:
    ingest.is_away = True
    page.get_by_label("3", exact=True).check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("Saved on this device")
    assert page.url.endswith(f"after.html#recorder={TOKEN}")
    ingest.is_away = False
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_url("**/done.html*")

    assert ingest.events()[-1] == {"type": "session.ended", "why": "finished"}


def test_a_closed_session_takes_no_answers(page: Page, ingest: Ingest) -> None:
    ingest.state = "withdrawn"
    page.reload()

    expect(page.get_by_role("status")).to_contain_text("Your recording was withdrawn")
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
