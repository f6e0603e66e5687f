"""A session is played again: pictures, places in time, keys, notes, and what links lead to."""

import gzip
import json
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from recorder.model.acts import NoteAdded, TaskAssigned, TaskBegun, TaskFinished
from recorder.model.events import AnyEvent
from recorder.model.ids import SessionId
from recorder.model.sessions import SessionMode
from recorder.storage.log import append_events, read_record
from tests.live.helpers import Place
from tests.replay.recorded import Event, Watched, Way, record, viewed, watching, write_dom
from tests.web.axe import OPTIONS

pytestmark = pytest.mark.browser

RECORDINGS = sorted((Path(__file__).parents[1] / "data" / "recordings").glob("*.json.gz"))
CLICKS = [(1186, "Add Assam"), (2655, "Add Sencha"), (10412, "Add Oolong")]


def shop_session(recording: Path | None = None, way: Way = "deflated") -> list[Event]:
    """Make the events of somebody who puts three teas into a basket."""
    task = {"task": "buy"}
    events: list[Event] = [
        *viewed(120, title="Tea shop", document_height_px=2_300),
        {"type": "task.started", "at_ms": 140, **task},
        *(
            {"type": "element.clicked", "at_ms": at_ms, "page_x_px": 120, "page_y_px": 230}
            | {"name": name, "role": "button"}
            for at_ms, name in CLICKS
        ),
        {"type": "script.failed", "at_ms": 6_000, "message": "x is not a function"},
        {"type": "task.ended", "at_ms": 11_000, "claim": "done", **task},
        {"type": "session.ended", "at_ms": 12_000, "why": "finished"},
    ]
    if recording:
        for at_ms, event in json.loads(gzip.decompress(recording.read_bytes())):
            events += write_dom(at_ms, event, way)
    return sorted(events, key=lambda event: float(event["at_ms"]))


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.name)
@pytest.mark.parametrize("way", ["bare", "text", "deflated", "pieces"])
def test_a_recording_of_every_recorder_that_was_shipped_still_plays(
    place: Place, browser: Browser, recording: Path, way: Way
) -> None:
    session = record(place, shop_session(recording, way))

    with watching(place, browser) as watched:
        watched.replay(session, 2.0)
        assert "Basket: 1" in watched.words()
        _seek(watched, 11_500)
        assert "Basket: 3" in watched.words()
        _seek(watched, 3_000)
        assert "Basket: 2" in watched.words()
        assert "Added Sencha" in watched.words()
        expect(watched.page.locator("recorder-stage .notice")).to_have_count(0)
        assert watched.faults == []


def test_a_link_to_a_moment_lands_on_its_event(place: Place, browser: Browser) -> None:
    """Whoever follows a link sees what it was copied for, and nothing that came after."""
    session = record(place, shop_session(RECORDINGS[-1]))

    with watching(place, browser) as watched:
        for number, (_, name) in enumerate(CLICKS, 1):
            watched.replay(session)
            line = watched.page.locator("recorder-feed li", has_text=f"“{name}”")
            line.get_by_role("button").first.click()
            watched.settle()
            link = watched.page.url
            watched.page.goto("about:blank")
            watched.page.goto(link)
            watched.page.locator("recorder-replay[ready]").wait_for(state="attached")
            watched.settle()

            here = watched.page.locator("recorder-feed li[aria-current]")
            assert f"“{name}”" in here.inner_text()
            # The page answers a click a moment later.
            assert (
                f"Basket: {number - 1}" in watched.words() or f"Basket: {number}" in watched.words()
            )


def test_the_session_page_leads_to_the_moment(place: Place, browser: Browser) -> None:
    session = record(place, shop_session())

    with watching(place, browser) as watched:
        watched.page.goto(f"{place.origin}/sessions/{session}?t=2655")
        watched.page.get_by_role("link", name="Replay from here").click()
        watched.page.locator("recorder-replay[ready]").wait_for(state="attached")

        here = watched.page.locator("recorder-feed li[aria-current]")
        expect(here).to_contain_text("Add Sencha")


def test_keys_move_the_player_and_never_act_in_a_field(place: Place, browser: Browser) -> None:
    session = record(place, shop_session())

    with watching(place, browser) as watched:
        watched.replay(session, 3)
        for key, at_s in (("ArrowRight", 8), ("l", 12), ("j", 2), ("ArrowLeft", 0)):
            watched.page.keyboard.press(key)
            assert _at_s(watched) == pytest.approx(at_s, abs=0.2), key
        watched.page.keyboard.press("]")
        assert _at_s(watched) == pytest.approx(0.14, abs=0.1)
        watched.page.keyboard.press(">")
        watched.page.keyboard.press(">")
        assert watched.page.get_by_label("Speed").input_value() == "2"
        watched.page.keyboard.press("k")
        watched.page.get_by_role("button", name="Pause").wait_for()
        watched.page.keyboard.press("Space")
        watched.page.get_by_role("button", name="Play", exact=False).first.wait_for()
        before = _at_s(watched)
        watched.page.keyboard.press("n")
        watched.page.keyboard.type("jk l[] looks lost")
        assert _at_s(watched) == before
        assert watched.page.locator("recorder-note textarea").input_value() == "jk l[] looks lost"
        watched.page.keyboard.press("Escape")
        watched.page.keyboard.press("?")
        assert watched.page.get_by_role("dialog", name="Keys").is_visible()


def test_a_note_belongs_to_the_moment_the_player_stands_at(place: Place, browser: Browser) -> None:
    session = record(place, shop_session())

    with watching(place, browser) as watched:
        watched.replay(session, 2.7)
        watched.page.keyboard.press("n")
        watched.page.keyboard.type("Hesitates #price")
        watched.page.keyboard.press("Enter")
        watched.page.locator("recorder-feed li.note:not(.waiting)", has_text="Hesitates").wait_for()
        line = watched.page.locator("recorder-feed li.note")
        line.hover()
        line.get_by_role("button", name="Edit").click()
        line.locator("textarea").fill("Hesitates at the price")
        watched.page.keyboard.press("Enter")
        watched.page.locator("recorder-feed li.note", has_text="at the price").wait_for()
        watched.page.locator("recorder-feed li.note:not(.waiting)", has_text="changed").wait_for()

    (note,) = [event for event in _events(place, session) if isinstance(event, NoteAdded)]
    assert (note.text, note.person) == ("Hesitates #price", "researcher")
    assert note.moment_ms == pytest.approx(2_700, abs=1)


def test_a_session_without_pictures_is_shown_in_outline(place: Place, browser: Browser) -> None:
    session = record(place, shop_session())

    with watching(place, browser) as watched:
        watched.replay(session, 3)

        outline = watched.page.locator("recorder-stage svg").get_attribute("aria-label") or ""
        assert "1000 by 700 pixels" in outline
        assert "2 clicks, the last one on Add Sencha" in outline
        assert "not recorded" in watched.notice()
        assert watched.faults == []


def test_a_session_by_hand_is_a_timeline_of_what_people_did(place: Place, browser: Browser) -> None:
    session = place.start(SessionMode.BY_HAND).session
    by = {"task": "buy", "person": "ann"}
    acts: list[AnyEvent] = [
        TaskAssigned(at_ms=0, act="1", **by),
        TaskBegun(at_ms=1_000, act="2", **by),
        NoteAdded(at_ms=2_000, act="3", note="n", person="ann", text="Looks lost"),
        TaskFinished(at_ms=9_000, act="4", claim="done", **by),
    ]
    now_ms = place.clock() + 9_000
    place.site.db.write(lambda log: append_events(log, session, acts, now_ms=now_ms))

    with watching(place, browser) as watched:
        watched.replay(session.id, 2.5)

        assert "Looks lost" in watched.page.locator("recorder-feed li[aria-current]").inner_text()
        expect(watched.page.locator("recorder-timeline rect.task")).to_have_count(1)
        expect(watched.page.locator("recorder-timeline circle.note")).to_have_count(1)
        assert watched.page.locator(".clock").inner_text() == "0:02 / 0:09"
        assert watched.faults == []


@pytest.mark.parametrize("width_px", [320, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_replay_is_accessible_and_fits(
    place: Place, browser: Browser, colours: Literal["light", "dark"], width_px: int
) -> None:
    sessions = [record(place, shop_session(each)) for each in (RECORDINGS[-1], None)]
    size = {"width": width_px, "height": 800}

    with watching(place, browser, viewport=size, color_scheme=colours) as watched:
        for session in sessions:
            watched.replay(session, 3)
            found = Axe().run(watched.page, options=OPTIONS).response["violations"]
            assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []
            wide = watched.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0


def _seek(watched: Watched, at_ms: float) -> None:
    watched.page.locator("recorder-replay").evaluate("(each, at_ms) => each.seek(at_ms)", at_ms)
    watched.settle()


def _at_s(watched: Watched) -> float:
    at_ms = watched.page.locator("recorder-replay").evaluate("each => each.at_ms")
    return float(at_ms) / 1000


def _events(place: Place, session: SessionId) -> list[object]:
    return [event for epoch in read_record(place.site.db, session).epochs for event in epoch.events]
