"""Whoever does not take part in the sample study leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.whole_study import SCREENER, Walker
from tests.e2e.whole_study_place import STUDY, Place

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture
def fresh(tmp_path: Path, browser: Browser) -> Iterator[Place]:
    """Start a recorder in which nothing has happened."""
    place = Place(browser, tmp_path)
    yield place
    place.server.stop()


def test_refusing_stores_nothing(fresh: Place) -> None:
    before, invitation = fresh.rows(), fresh.invite()
    page = fresh.context().new_page()

    page.goto(invitation["url"])
    page.get_by_role("button", name="Continue").click()
    for question, answer in SCREENER.items():
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="I do not agree").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("That is fine")
    expect(page.get_by_text("nothing was recorded or stored")).to_be_visible()
    assert_nothing_is_stored(fresh, before)
    page.context.close()


def test_not_being_asked_to_take_part_stores_nothing(fresh: Place) -> None:
    before, invitation = fresh.rows(), fresh.invite()
    page = fresh.context().new_page()

    page.goto(invitation["url"])
    page.get_by_role("button", name="Continue").click()
    for question, answer in (SCREENER | {"Are you 18 or older?": "No"}).items():
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("button", name="I agree")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your time")
    assert_nothing_is_stored(fresh, before)
    page.context.close()


def assert_nothing_is_stored(place: Place, before: dict[str, int]) -> None:
    """Check that there is no row more than before, the invitation and its audit apart."""
    assert place.sessions() == []
    rows = place.rows()
    made = {"invitations": 1, "audit": 1, "study_versions": rows["study_versions"]}
    assert rows == before | made
    assert {rows[name] for name in ("sessions", "consents", "epochs", "batches", "readings")} == {0}
    assert b"inv_" not in place.bytes_kept()


def test_a_used_invitation_says_so_before_anything_is_asked(fresh: Place) -> None:
    invitation = fresh.invite()
    someone = Walker(fresh.context(), fresh.server.url, STUDY)
    someone.enter(invitation["url"])
    someone.shown()
    page = fresh.context().new_page()

    page.goto(invitation["url"])
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("This invitation has been used")
    expect(page.get_by_text("ask the person who invited you for a new one")).to_be_visible()
    assert [row["participant"] for row in fresh.sessions()] == ["p01"]
    page.context.close()
    someone.context.close()
