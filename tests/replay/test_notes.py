"""Notes in the replay: whoever may see a session again may note what they see."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from recorder.ingest.people import record_act
from recorder.model.acts import NoteAdded
from recorder.model.people import Role
from tests.live.helpers import Place
from tests.replay.recorded import record
from tests.replay.test_replays import shop_session

pytestmark = pytest.mark.browser


@contextmanager
def sitting(place: Place, browser: Browser, role: Role) -> Iterator[Page]:
    """Open a browser in which somebody of this role is signed in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(place.site.sign_in_address(role))
    page.wait_for_url(f"{place.origin}/")
    yield page
    context.close()


@pytest.mark.parametrize("role", list(Role))
def test_a_note_in_the_replay_is_kept_at_its_moment(
    place: Place, browser: Browser, role: Role
) -> None:
    session = record(place, shop_session())

    with sitting(place, browser, role) as page:
        page.goto(f"{place.origin}/sessions/{session}/replay?t=2.7")
        page.locator("recorder-replay[ready]").wait_for(state="attached")
        page.get_by_role("textbox", name="Note").fill("Sencha after a long look")
        page.get_by_role("button", name="Save").click()
        line = page.locator("recorder-feed li", has_text="Sencha after a long look")
        expect(line).to_contain_text("00:02.7")
        expect(page.locator("recorder-feed li.waiting")).to_have_count(0)
        page.reload()
        expect(line).to_contain_text("00:02.7")


def test_what_a_colleague_notes_meanwhile_appears_by_itself(place: Place, browser: Browser) -> None:
    session = record(place, shop_session())

    with sitting(place, browser, Role.REVIEWER) as page:
        page.goto(f"{place.origin}/sessions/{session}/replay")
        page.locator("recorder-replay[ready]").wait_for(state="attached")
        page.get_by_role("textbox", name="Note").fill("mine")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("recorder-feed li.waiting")).to_have_count(0)
        note = NoteAdded(at_ms=5.0, act="a", person="ada", note="n", text="Ada's", moment_ms=5.0)
        record_act(place.site.db, session, note, now_ms=place.clock(), audience=place.live.audience)
        expect(page.locator("recorder-feed li", has_text="Ada's")).to_be_visible()
