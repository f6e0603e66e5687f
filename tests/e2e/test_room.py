"""A moderator leads a whole session by keyboard; observers watch, write and talk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.room_place import (
    RoomPlace,
    line,
    list_events,
    make_place,
    open_room,
    press,
    read_log,
)

pytestmark = pytest.mark.browser

HAS_FOCUS = "element => element.getRootNode().activeElement === element"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[RoomPlace]:
    made = make_place(Path(tmp_path_factory.mktemp("room")), browser)
    yield made
    made.server.stop()


def test_a_moderator_leads_a_whole_session_by_keyboard_alone(place: RoomPlace) -> None:
    participant, session = place.participant()
    page = open_room(place.person("researcher", "anna"), place, session)

    press(page, "l", "You moderate now")
    press(page, "t", "Gave “Buy 100 g of Sencha”")
    press(page, "b", "Started the clock")
    press(page, "h 2", "Help: gave a hint")
    page.keyboard.press("n")
    page.keyboard.type("looks for #help !!")
    press(page, "Enter Escape", "saved")
    press(page, "1", "Confused at")
    press(page, "e d", "Ended “Buy 100 g of Sencha”: done")
    press(page, "p", "Ended")
    page.keyboard.type("0.25")
    press(page, "Enter", "partial 0.25")
    page.keyboard.press("v")
    page.keyboard.type("took the long way")
    press(page, "Enter", "took the long way")
    press(page, "t", "Gave “Something for a late evening”")
    press(page, "u", "Taken back: gave")
    expect(page.locator("recorder-strip [aria-pressed=true]")).to_contain_text("Buy 100 g")
    _walk(page, "End the session")
    press(page, "Enter", "Ended the session")
    expect(page.get_by_text("The session is ended.")).to_be_visible()

    log = read_log(page, session)
    first, second = log["state"]["tasks"][:2]
    assert log["state"]["phase"] == "closed"
    assert (first["phase"], first["claim"], first["assists"]) == ("ended", "done", 1)
    assert first["verdicts"] == [
        {"person": "anna", "outcome": "partial", "score": 0.25, "reason": "took the long way"}
    ]
    assert second["phase"] == "new"
    notes = list_events(log, "note.added")
    assert [note["text"] for note in notes] == ["looks for #help !!", ""]
    assert notes[1]["marker"] == "confused"
    participant.context.close()
    page.context.close()


def _walk(page: Page, name: str) -> None:
    """Walk to a button by the tab key."""
    button = page.get_by_role("button", name=name)
    for _ in range(60):
        if button.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {name} by the tab key")


def test_the_participants_page_follows_and_learns_of_no_observer(place: RoomPlace) -> None:
    participant, session = place.participant()
    heard: list[str] = []
    participant.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))),
    )
    participant.on("response", lambda answer: heard.append(answer.url))
    participant.reload()
    moderator = open_room(place.person("researcher", "anna"), place, session)
    observer = open_room(place.person("observer", "olga"), place, session)

    press(moderator, "l", "You moderate now")
    observer.keyboard.press("c")
    observer.keyboard.type("psst, secret-remark")
    observer.keyboard.press("Enter")
    expect(moderator.locator(".room-unread")).to_contain_text("1")
    press(moderator, "t", "Gave")
    expect(participant.locator("recorder-panel")).to_contain_text("Sencha")
    press(moderator, "c", "Gave")
    expect(moderator.locator("#panel-remarks recorder-feed li")).to_contain_text("secret-remark")
    expect(moderator.locator(".room-unread")).to_have_count(0)

    assert heard
    assert [words for words in heard if "secret-remark" in words or "olga" in words] == []
    for context in (participant.context, moderator.context, observer.context):
        context.close()


def test_an_observer_writes_notes_but_leads_nothing(place: RoomPlace) -> None:
    participant, session = place.participant()
    page = open_room(place.person("observer", "olga"), place, session)

    expect(page.locator("recorder-console")).to_be_hidden()
    press(page, "t", "Only the moderator does that.")
    press(page, "2", "Error at")
    expect(line(page, "Error")).to_be_visible()
    press(page, "u", "Taken back: marker Error")
    expect(page.locator("#panel-feed li.undone")).to_contain_text("taken back")

    assert list_events(read_log(page, session), "task.assigned") == []
    participant.context.close()
    page.context.close()


def test_moderation_passes_from_one_to_another(place: RoomPlace) -> None:
    participant, session = place.participant()
    anna = open_room(place.person("researcher", "anna"), place, session)
    owner = open_room(place.person("owner", "otto"), place, session)
    press(anna, "l", "You moderate now")

    expect(owner.get_by_role("button", name="Take over")).to_be_visible()
    anna.get_by_role("button", name="Hand over").click()
    anna.get_by_role("button", name="Otto").click()
    expect(owner.locator("recorder-light li.leads")).to_contain_text("Otto (you)")
    press(anna, "t", "Only the moderator does that.")
    press(owner, "t", "Gave")
    press(anna, "l", "You moderate now")

    moderators = [
        event["to"] for event in list_events(read_log(anna, session), "moderation.handed")
    ]
    assert moderators == ["anna", "otto", "anna"]
    for context in (participant.context, anna.context, owner.context):
        context.close()


def test_times_are_corrected_by_a_line_of_the_feed_and_by_typing(place: RoomPlace) -> None:
    participant, session = place.participant()
    page = open_room(place.person("researcher", "anna"), place, session)
    press(page, "l", "You moderate now")
    # Fields show tenths of a second, and one that reads as before changes nothing.
    page.wait_for_timeout(200)
    press(page, "t", "Gave")
    press(page, "b", "Started the clock")
    press(page, "e g", "gave up")
    expect(line(page, "Gave up")).to_have_count(1)

    page.get_by_role("button", name="Correct times").click()
    page.get_by_label("Began").focus()
    line(page, "Took over").locator(".when").click()
    page.get_by_label("Ended").fill("59:00")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.locator(".room-last [role=status]")).to_contain_text("Corrected the times")

    log = read_log(page, session)
    (taken,) = list_events(log, "moderation.handed")
    task = log["state"]["tasks"][0]
    assert task["started_ms"] == pytest.approx(taken["at_ms"], abs=51)
    assert task["ended_ms"] == 59 * 60_000
    participant.context.close()
    page.context.close()


def test_an_unplanned_task_and_a_message_reach_the_participant(place: RoomPlace) -> None:
    participant, session = place.participant()
    page = open_room(place.person("researcher", "anna"), place, session)
    press(page, "l", "You moderate now")

    page.get_by_role("button", name="Unplanned task").click()
    page.get_by_label("Title, for the report").fill("The phone number")
    page.get_by_label("Scenario, as the participant reads it").fill("Find out whom to call.")
    page.get_by_role("button", name="Give", exact=True).click()
    expect(participant.locator("recorder-panel")).to_contain_text("Find out whom to call.")
    expect(page.locator("recorder-strip li").last).to_contain_text("The phone number")
    page.keyboard.press("a")
    page.keyboard.type("Please think aloud.")
    press(page, "Enter", "The participant sees: Please think aloud.")
    expect(participant.locator("recorder-panel")).to_contain_text("Please think aloud.")
    participant.context.close()
    page.context.close()


def test_keys_act_in_no_field_and_can_be_changed_and_switched_off(place: RoomPlace) -> None:
    participant, session = place.participant()
    page = open_room(place.person("observer", "olga"), place, session)

    page.keyboard.press("n")
    page.keyboard.type("n123mu?")
    expect(page.locator("recorder-note textarea")).to_have_value("n123mu?")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_role("button", name="Change the key of: Error").click()
    page.keyboard.press("x")
    page.get_by_role("button", name="Close").click()
    press(page, "x", "Error at")
    page.keyboard.press("?")
    page.get_by_label("Keys are on").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("1")
    page.reload()
    page.locator("recorder-light .light").wait_for()
    page.keyboard.press("1")
    expect(line(page, "Error")).to_have_count(1)

    notes = list_events(read_log(page, session), "note.added")
    assert [note["marker"] for note in notes] == ["error"]
    participant.context.close()
    page.context.close()


def test_notes_are_changed_and_taken_back_where_they_stand(place: RoomPlace) -> None:
    participant, session = place.participant()
    page = open_room(place.person("observer", "olga"), place, session)
    page.keyboard.press("n")
    page.keyboard.type("loks fine")
    press(page, "Enter", "saved")

    line(page, "loks").hover()
    line(page, "loks").get_by_role("button", name="Edit").click()
    page.get_by_label("Change the note").fill("looks fine")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(line(page, "looks fine")).to_contain_text("changed")
    line(page, "looks fine").hover()
    line(page, "looks fine").get_by_role("button", name="Take back").click()
    expect(line(page, "looks fine")).to_contain_text("taken back")
    participant.context.close()
    page.context.close()
