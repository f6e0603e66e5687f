"""What a researcher reads on the pages about the three scripted people."""

from playwright.sync_api import Page, expect

from tests.e2e.whole_study_expected import COMPLETED, HARDEST, WORDS
from tests.e2e.whole_study_place import Place, flat


def sign_in(place: Place, page: Page) -> None:
    """Open the link that the server printed."""
    page.goto(place.server.sign_in)
    expect(page.get_by_role("heading", level=1)).to_have_text("Studies")


def look_at_session(page: Page, started_ms: float) -> None:
    """Read the session's page and jump to the moment when a task started."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Participant p02")
    expect(page.get_by_text("Everything that was recorded has arrived.")).to_be_visible()
    expect(page.get_by_role("row", name="What was hardest today?")).to_contain_text(HARDEST)

    page.goto(f"{page.url.split('?')[0]}?t={round(started_ms)}")

    here = page.locator("ol.timeline li[aria-current=true]")
    expect(here).to_have_count(1)
    expect(here).to_contain_text("started the task “Less Assam than yesterday”")
    here.get_by_role("link").first.click()
    expect(page.locator("ol.timeline li:target")).to_be_in_viewport()
    assert page.locator("ol.timeline li").count() > 50


def look_at_report(page: Page) -> None:
    """Read the figures where a reader would look for them."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Report")
    for task, hits in COMPLETED.items():
        section = page.locator(f"section[aria-labelledby=task-{task}]")
        completed = section.locator("dl.measures > div").first
        assert flat(completed.inner_text()).lower() == (
            f"completed {hits} of 3 95 % interval {WORDS[hits]}"
        )
    follow_into_session(page)
    after = flat(page.locator("section[aria-labelledby=after]").inner_text())
    assert "64.2 95 % interval 0.7-100.0, n = 3" in after
    assert "3 of 3 answered in full" in after
    assert "+33" in after
    assert HARDEST in after


def follow_into_session(page: Page) -> None:
    """Go from a figure to the moment it rests on, and come back."""
    section = page.locator("section[aria-labelledby=task-less-assam]")
    section.get_by_text("Every attempt (3)").click()
    section.get_by_role("link", name="p02", exact=True).last.click()
    here = page.locator("ol.timeline li[aria-current=true]")
    expect(here).to_contain_text("started the task “Less Assam than yesterday”")
    expect(here).to_be_in_viewport()
    page.go_back()
