"""One moderated session in four browsers: a participant, a moderator, two who watch.

Every control of the room is used, and what the three rooms show in the end is what the
stored log says when it is read afresh.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from recorder.model.acts import PersonEvent
from recorder.model.people import Role
from recorder.storage.log import read_record
from tests.e2e.led_place import LedPlace, serve_led
from tests.live.helpers import Place

pytestmark = pytest.mark.browser

STATE = "document.querySelector('recorder-room').live.state"
SHOWN = """() => [...document.querySelector('recorder-strip').shadowRoot.querySelectorAll('button')]
    .map(button => button.textContent.replace(/\\s+/g, ' ').trim())"""


@dataclass
class Room:
    """The live room in somebody's browser."""

    page: Page

    def button(self, name: str) -> Locator:
        """A button by its whole name, with or without the key before it."""
        return self.page.get_by_role("button", name=re.compile(rf"^(\S )?{re.escape(name)}$"))

    def press(self, *names: str) -> None:
        """Press buttons, one after the other."""
        for name in names:
            self.button(name).click()

    def done(self, words: str) -> "Room":
        """Wait until the room says that it has done something."""
        expect(self.page.locator(".room-last [role=status]")).to_contain_text(words)
        return self

    def phase(self, words: str) -> "Room":
        """Wait until the task at hand stands so."""
        expect(self.page.locator(".room-phase")).to_contain_text(words)
        return self

    def feed(self, words: str) -> None:
        """Wait until a line of the feed says so."""
        line = self.page.locator("#panel-feed recorder-feed li", has_text=words)
        expect(line.first).to_be_visible()

    def settle(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """Answer what this room knows of the session, once the last words have come."""
        for _ in range(400):
            if self.page.evaluate(STATE) == wanted:
                break
            self.page.wait_for_timeout(50)
        return dict(self.page.evaluate(STATE))


@dataclass
class Four:
    """The four browsers."""

    led: LedPlace
    ann: Room
    ben: Room
    cleo: Room

    @property
    def rooms(self) -> tuple[Room, Room, Room]:
        """The three rooms."""
        return self.ann, self.ben, self.cleo


def open_room(place: Place, browser: Browser, led: LedPlace, role: Role, login: str) -> Room:
    name, value = place.sign_in(role, login).cookie.split("=", 1)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": name, "value": value, "url": place.origin}])
    page = context.new_page()
    page.goto(f"{place.origin}/sessions/{led.started.session.id}/room")
    page.locator("recorder-light .light.good").wait_for()
    return Room(page)


@pytest.fixture
def four(tmp_path: Path, browser: Browser) -> Iterator[Four]:
    """A participant who waits, and three people in the room."""
    contexts = len(browser.contexts)
    with serve_led(tmp_path) as place:
        led = LedPlace(place, browser.new_context())
        rooms = [
            open_room(place, browser, led, role, login)
            for role, login in (
                (Role.RESEARCHER, "ann"),
                (Role.RESEARCHER, "ben"),
                (Role.OBSERVER, "cleo"),
            )
        ]
        yield Four(led, *rooms)
        for context in browser.contexts[contexts:]:
            context.close()


def test_four_browsers_go_through_all_controls_and_the_log_replays_to_the_same(four: Four) -> None:
    take_the_lead(four)
    lead_the_first_task(four)
    judge_it(four)
    take_steps_back(four)
    begin_again(four)
    skip_and_invent(four)
    correct_times(four)
    talk_behind_the_glass(four)
    hand_over_and_back(four)
    end_it(four)

    check_the_log(four)


def take_the_lead(four: Four) -> None:
    four.ann.press("Moderate this session")
    four.ann.done("You moderate now")
    expect(four.ben.page.get_by_text("Ann moderates.")).to_be_visible()
    expect(four.cleo.button("Moderate this session")).to_be_hidden()


def lead_the_first_task(four: Four) -> None:
    led, ann = four.led, four.ann
    ann.press("Give this task")
    led.heading("Buy a thing").wait_for()
    for room in four.rooms:
        room.phase("given")
    ann.press("Start the clock")
    led.page.wait_for_url("**/shop.html")
    four.cleo.phase("running")
    ann.press("Nudge", "Hint", "Told", "Wrong turn")
    four.cleo.page.keyboard.press("1")
    four.ben.page.locator("recorder-note textarea").fill("Looks #lost !3 and asks @ann")
    four.ben.press("Save")
    ann.feed("Looks #lost")
    ann.feed("Confused")
    ann.press("Message")
    ann.page.get_by_role("textbox", name="Message to the participant").fill("Please think aloud.")
    ann.press("Send")
    led.panel.get_by_text("From your moderator: Please think aloud.").wait_for()
    led.page.get_by_role("link", name="Buy the red one").click()
    led.page.wait_for_url("**/thanks.html")
    four.ben.feed("/thanks.html")
    ann.press("End", "is done")
    led.heading("About this task").wait_for()
    led.panel.locator("input[value='6']").check()
    led.button("Continue").click()
    led.heading("Please wait").wait_for()


def judge_it(four: Four) -> None:
    ann = four.ann
    verdict = ann.page.get_by_role("group", name="Verdict")
    verdict.get_by_role("button", name="Partial").click()
    ann.page.get_by_role("spinbutton", name="Score, 0 to 1").fill("0.75")
    ann.press("Give")
    ann.page.get_by_role("textbox", name="Reason of the verdict").fill("needed help")
    ann.press("Save reason")
    ann.done("needed help")
    other = four.ben.page.get_by_role("group", name="Verdict")
    other.get_by_role("button", name="Success").click()
    ann.page.locator("recorder-verdict dd", has_text="Success").wait_for()


def take_steps_back(four: Four) -> None:
    """An end is undone, so the participant goes on; then it is done again."""
    led, ann = four.led, four.ann
    ann.press("Next: Find the shop")
    led.heading("Find the shop").wait_for()
    ann.page.keyboard.press("u")
    led.heading("Please wait").wait_for()
    four.cleo.phase("ended")
    ann.page.keyboard.press("Shift+U")
    led.button("Start").click()
    four.cleo.phase("running")
    led.button("Pause").click()
    four.ben.phase("paused")
    led.button("Resume recording").click()
    ann.phase("running").press("End", "says nothing")
    led.heading("Please wait").wait_for()
    ann.page.keyboard.press("u")
    led.button("I'm done").wait_for()
    four.cleo.phase("running")
    led.button("I can't do this").click()
    four.cleo.phase("ended")
    led.heading("Please wait").wait_for()


def begin_again(four: Four) -> None:
    led, ann = four.led, four.ann
    ann.press("Restart")
    led.panel.get_by_text("Please try this task once more.").wait_for()
    four.cleo.phase("go 2")
    ann.press("Start the clock")
    led.button("I'm done").click()
    four.ben.phase("ended")
    verdict = ann.page.get_by_role("group", name="Verdict")
    verdict.get_by_label("Another outcome").select_option("timed_out")
    ann.done("timed out")


def skip_and_invent(four: Four) -> None:
    led, ann = four.led, four.ann
    ann.press("Unplanned task")
    ann.page.get_by_role("textbox", name="Title, for the report").fill("Ring them")
    ann.page.get_by_role("textbox", name="Scenario, as the participant reads it").fill(
        "Find their number."
    )
    ann.press("Give")
    led.panel.get_by_text("Find their number.").wait_for()
    four.cleo.phase("given")
    ann.press("Skip")
    led.heading("Please wait").wait_for()
    four.cleo.phase("ended")


def correct_times(four: Four) -> None:
    ann = four.ann
    strip = ann.page.locator("recorder-strip").get_by_role("button", name="Buy a thing")
    strip.click()
    ann.press("Correct times")
    ann.page.get_by_role("textbox", name="Began").fill("0:00.5")
    ann.press("Correct")
    ann.done("Corrected the times")
    four.ben.feed("Corrected")


def talk_behind_the_glass(four: Four) -> None:
    """The participant's page carries nothing of it."""
    four.cleo.press("Highlight")
    four.cleo.done("Highlight at")
    four.cleo.page.get_by_role("tab", name="Watchers").click()
    four.cleo.page.get_by_role("textbox", name="To those who watch").fill(
        "Nobody finds that button"
    )
    four.cleo.press("Say")
    unread = four.ben.page.get_by_role("tab", name="Watchers")
    expect(unread).to_contain_text("1")
    assert "Nobody finds that button" not in four.led.page.content()
    four.ann.press("Message", "Take it away")
    expect(four.led.panel.get_by_text("Please think aloud.")).to_be_hidden()


def hand_over_and_back(four: Four) -> None:
    four.ann.press("Hand over", "Ben")
    four.ben.button("End the session").wait_for()
    expect(four.ann.button("Take over")).to_be_visible()
    four.ann.press("Take over")
    four.ann.button("End the session").wait_for()
    expect(four.ben.button("Take over")).to_be_visible()


def end_it(four: Four) -> None:
    led = four.led
    four.ann.press("End the session")
    led.heading("That was the last task").wait_for()
    led.button("Continue").click()
    led.page.wait_for_url("**/after/led/**")
    led.page.get_by_role("button", name="Send my answers").click()
    led.page.wait_for_url("**/done/led")
    four.ann.page.get_by_text("The session is ended.").wait_for()


def check_the_log(four: Four) -> None:
    """Compare what is read from the whole stored log with what the screens show."""
    stored = json.loads(json.dumps(asdict(four.led.control())))
    for room in four.rooms:
        expect(room.page.locator("recorder-strip li")).to_have_count(3)
        assert room.settle(stored) == stored

    assert stored["phase"] == "closed"
    tasks = {task["title"]: task for task in stored["tasks"]}
    bought, found, rung = tasks["Buy a thing"], tasks["Find the shop"], tasks["Ring them"]
    assert (bought["claim"], bought["assists"], bought["slips"]) == ("done", 3, 1)
    assert bought["started_ms"] == 500
    assert [(one["person"], one["outcome"]) for one in bought["verdicts"]] == [
        ("ann", "partial"),
        ("ben", "completed"),
    ]
    assert bought["verdicts"][0]["score"] == 0.75
    assert bought["verdicts"][0]["reason"] == "needed help"
    assert (found["goes"], found["claim"]) == (2, "done")
    assert (rung["claim"], rung["is_planned"]) == ("skipped", False)
    shown = [room.page.evaluate(SHOWN) for room in four.rooms]
    assert shown[0] == shown[1] == shown[2]

    record = read_record(four.led.place.site.db, four.led.started.session.id)
    events = [event for epoch in record.epochs for event in epoch.events]
    acts = [event for event in events if isinstance(event, PersonEvent)]
    assert {act.person for act in acts} == {"ann", "ben", "cleo"}
    assert len({act.act for act in acts}) == len(acts), "an act was recorded twice"
