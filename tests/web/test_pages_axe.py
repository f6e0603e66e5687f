"""Every page, judged by axe against WCAG 2.2 A and AA, and seen to fit a narrow window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, expect

from recorder.ingest.people import record_act
from recorder.model.events import NoteAdded, NoteChanged, PersonEvent, VerdictGiven
from recorder.model.ids import SessionId
from tests.web.axe import Judge, serve_site
from tests.web.helpers import Site, start, write_study
from tests.web.test_comparisons import take_part, write_second
from tests.web.test_session_page import run_session

pytestmark = pytest.mark.browser

RESEARCHER = ["/", "/studies/shop", "/studies/shop/check", "/studies/shop/sessions"]
RESEARCHER += ["/studies/shop/sessions?state=stopped", "/studies/shop/report", "/help"]
RESEARCHER += ["/studies/shop/verdicts", "/studies/shop/coding", "/studies/shop/coding/next"]
RESEARCHER += ["/studies/shop/moderate", "/studies/shop/by-hand"]
RESEARCHER += ["/plan", "/studies/shop/plan?n=8", "/studies/shop/compare"]
RESEARCHER += ["/studies/shop-2/compare?with=shop&margin=10"]
RESEARCHER += ["/account", "/people", "/audit", "/studies/shop/shares"]
OPEN = ["/sign-in", "/first", "/colleague", "/s", "/done/shop", "/withdraw", "/nowhere"]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Site]:
    """A study with one session, served on a free port."""
    with serve_site(tmp_path, write_study, write_second) as site:
        yield site


@pytest.mark.parametrize("width_px", [320, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_pages_are_accessible_and_fit(
    served: Site, browser: Browser, colours: Literal["light", "dark"], width_px: int
) -> None:
    session = _fill(served)
    context = browser.new_context(viewport={"width": width_px, "height": 800}, color_scheme=colours)
    judge = Judge(context.new_page())
    base_url = served.settings.base_url

    for path in OPEN:
        judge.page.goto(base_url + path)
        judge.look(path)
    judge.page.goto(base_url)
    judge.page.goto(served.sign_in_address())
    judge.page.wait_for_url(f"{base_url}/")
    for path in [*RESEARCHER, f"/sessions/{session}/erase", *_parts(session)]:
        judge.page.goto(base_url + path)
        judge.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        judge.look(path)
    judge.page.goto(f"{base_url}/studies/shop")
    judge.press("Try it yourself", "try")
    judge.page.goto(f"{base_url}/studies/shop")
    judge.press("Make links", "invitations")
    judge.page.goto(f"{base_url}/studies/shop/by-hand")
    judge.page.get_by_label("On paper").check()
    judge.press("Start the session", "by hand")
    _take_part(judge, base_url)
    _share(judge, base_url)
    context.close()

    assert judge.faults == []


def _share(judge: Judge, base_url: str) -> None:
    """Invite a colleague, share the report, and open both links as they do who get them."""
    page = judge.page
    page.goto(f"{base_url}/people")
    judge.press("Make a link", "colleague's link")
    link = page.locator("#link").inner_text()
    page.goto(f"{base_url}/studies/shop/shares")
    page.get_by_label("Sessions").check()
    page.get_by_label("Passphrase").fill("nobody expects it")
    judge.press("Make the link", "share's link")
    shared = page.locator("#link").inner_text()
    page.context.clear_cookies()
    page.goto(link)
    page.get_by_role("heading", name="Join your colleagues").wait_for()
    judge.look("join")
    page.goto(shared)
    page.get_by_role("heading", name="A shared report").wait_for()
    page.get_by_label("Passphrase").fill("nobody expects it")
    judge.press("Open the report", "shared report")
    page.locator("a[href*='/sessions/']").first.evaluate("a => location.assign(a.href)")
    page.get_by_role("heading", name="One session of").wait_for()
    judge.look("shared session")


def _fill(site: Site) -> str:
    """Record sessions that give the report charts, goals, ratings and each kind of table."""
    for why, rating in (("done", 4), ("gave_up", 2), ("done", 7)):
        token = start(site.client()).get_json()["token"]
        events: list[dict[str, Any]] = [
            {"type": "page.viewed", "address": "/index.html"},
            {"type": "task.shown", "task": "buy"},
            {"type": "task.started", "task": "buy"},
            {"type": "page.viewed", "address": "/thanks.html" if rating > 4 else "/deep/"},
            {"type": "task.ended", "task": "buy", "claim": why},
            {"type": "rating.given", "question": "seq", "value": rating, "task": "buy"},
            *(
                {
                    "type": "rating.given",
                    "question": f"sus.{item}",
                    "value": 1 + item % 2 * rating % 5,
                }
                for item in range(1, 11)
            ),
        ]
        timed = [{**event, "at_ms": rating * 900.0 * at} for at, event in enumerate(events)]
        site.append(token, timed)
    for claim in ("done", "done", "gave_up"):
        take_part(site, "shop-2", claim)
    session = run_session(site)
    _say(site, SessionId(session))
    return session


def _say(site: Site, session: SessionId) -> None:
    """Have two people judge an attempt differently, and note something."""
    acts: list[PersonEvent] = [
        VerdictGiven(at_ms=1, task="buy", person="ada", outcome="failed", reason="Too late."),
        VerdictGiven(at_ms=2, task="buy", person="owner", outcome="completed"),
        NoteAdded(at_ms=3, person="ada", note="n", text="Hesitates #form !!", marker="confused"),
        NoteChanged(at_ms=4, person="ada", note="n", text="Hesitates at the form #form !!"),
    ]
    for act in acts:
        record_act(site.db, session, act, now_ms=site.now_ms[0])


def _parts(session: str) -> list[str]:
    parts = ("", "?show=tasks", "?show=faults", "?t=0", "/verdict?task=buy")
    return [f"/sessions/{session}{part}" for part in parts]


def _take_part(judge: Judge, base_url: str) -> None:
    page = judge.page
    page.goto(f"{base_url}/join/shop")
    judge.look("welcome")
    judge.press("Continue", "questions")
    page.get_by_label("Yes").check()
    judge.press("Continue", "consent")
    judge.press("I agree", "ready")
    code = page.locator("#code").inner_text()
    start = page.get_by_role("link", name="Start").get_attribute("href") or ""
    bearer = {"Authorization": f"Bearer {start.split('recorder=')[1]}"}
    answer = page.request.get(f"{base_url}/v1/session", headers=bearer)
    page.goto(answer.json()["after"])
    judge.look("after")
    page.goto(f"{base_url}/withdraw")
    page.get_by_label("Withdrawal code").fill(code)
    judge.press("Show what is stored", "stored")
    judge.press("Erase my data", "erase")
    judge.press("Yes, erase everything", "erased")


def test_an_invitation_never_leaves_the_browser_by_its_address(
    served: Site, browser: Browser
) -> None:
    """It is read from the fragment, taken out of the address bar, and survives a reload."""
    secret = "inv_AAAAAAAAAAAAAAAAAAAAAA"
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{served.settings.base_url}/join/shop#{secret}")
    page.wait_for_function("!location.hash")
    page.reload()

    assert page.locator("input[name=invite]").input_value() == secret
    assert "inv_" not in page.url
    assert [url for url in asked if "inv_" in url.partition("#")[0]] == []
    page.close()


def test_who_comes_back_can_go_on(served: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    base_url = served.settings.base_url
    page.goto(f"{base_url}/join/shop")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="I agree").click()
    start = page.get_by_role("link", name="Start").get_attribute("href")

    page.goto(f"{base_url}/join/shop")

    assert page.get_by_role("link", name="Go on with it").get_attribute("href") == start
    page.goto(f"{base_url}/done/shop#recorder=ses_AAAAAAAAAAAAAAAAAAAAAA")
    assert page.locator("#code").inner_text().count("-") == 4
    page.goto(f"{base_url}/join/shop")
    expect(page.get_by_role("link", name="Go on with it")).to_have_count(0)
    context.close()


def test_check_my_page_turns_green(served: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.sign_in_address())
    page.wait_for_url(f"{served.settings.base_url}/")
    page.goto(f"{served.settings.base_url}/studies/shop/check")

    page.get_by_role("button", name="Open and check").click()

    page.get_by_text("Your page is ready").wait_for()
    context.close()
