"""Turns that a session takes: begun again, skipped, taken over, and what the server refuses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[RoomPlace]:
    made = make_place(Path(tmp_path_factory.mktemp("turns")), browser)
    yield made
    made.server.stop()


def settle(page: Page) -> None:
    """Wait until the server has told how the session stands after all that was done here."""
    expect(page.locator("recorder-feed li.waiting")).to_have_count(0)


def lead_a_task(place: RoomPlace, session: str) -> tuple[Page, str]:
    """Open the room, take the lead and start the first task; answer its title as it is said."""
    page = open_room(place.person("researcher", "anna"), place, session)
    press(page, "l", "You moderate now")
    task = f"“{page.locator('.room-now h2').inner_text()}”"
    press(page, "t", f"Gave {task}")
    press(page, "b", "Started the clock")
    return page, task


def test_a_task_begins_again_and_what_was_taken_back_is_done_again_by_keys(
    place: RoomPlace,
) -> None:
    participant, session = place.participant()
    page, task = lead_a_task(place, session)
    phase = page.locator(".room-phase")
    expect(participant.locator("recorder-panel")).to_contain_text("I'm done")

    press(page, "r", f"{task} begins again")
    expect(phase).to_have_text("given, the clock waits, go 2")
    expect(participant.locator("recorder-panel")).to_contain_text("once more")
    press(page, "u", "begun again")
    expect(phase).to_have_text("running")
    settle(page)
    press(page, "Shift+u", "Done again: had the task")
    expect(phase).to_have_text("given, the clock waits, go 2")
    settle(page)
    press(page, "Shift+u", "There is nothing to do again.")

    log = read_log(page, session)
    (restarted,) = list_events(log, "task.restarted")
    assert len(list_events(log, "act.undone")) == 2
    assert (log["state"]["go"], log["state"]["phase"]) == (restarted["act"], "given")
    participant.context.close()
    page.context.close()


def test_a_start_taken_back_leads_the_participant_back_and_can_be_done_again_by_button(
    place: RoomPlace,
) -> None:
    participant, session = place.participant()
    page, _ = lead_a_task(place, session)
    phase, panel = page.locator(".room-phase"), participant.locator("recorder-panel")
    redo = page.get_by_role("button", name="Redo")
    expect(panel).to_contain_text("I'm done")
    expect(line(page, "Started “")).to_be_visible()
    expect(redo).to_have_count(0)

    page.get_by_role("button", name="Undo: started").click()
    expect(phase).to_have_text("given, the clock waits")
    expect(panel.get_by_role("button", name="Start")).to_be_visible()
    redo.click()
    expect(phase).to_have_text("running")
    expect(panel).to_contain_text("I'm done")
    expect(redo).to_have_count(0)

    log = read_log(page, session)
    assert len(list_events(log, "task.begun")) == 1
    assert log["state"]["phase"] == "running"
    participant.context.close()
    page.context.close()


def test_a_task_is_skipped_by_the_key_that_a_moderator_gave_it(place: RoomPlace) -> None:
    """Skipping ships without a key, for a slip of the finger would cost a task."""
    participant, session = place.participant()
    page, task = lead_a_task(place, session)
    page.keyboard.press("?")
    page.get_by_role("button", name="Change the key of: Skip it").click()
    page.keyboard.press("x")
    page.get_by_role("button", name="Close").click()

    press(page, "x", f"Skipped {task}")
    expect(page.locator(".room-phase")).to_have_text("ended")
    press(page, "x", f"{task} has ended already.")

    log = read_log(page, session)
    (skipped,) = list_events(log, "task.finished")
    assert (skipped["task"], skipped["claim"]) == (log["state"]["task"], "skipped")
    participant.context.close()
    page.context.close()


def test_an_owner_takes_over_in_the_middle_of_a_task(place: RoomPlace) -> None:
    participant, session = place.participant()
    anna, task = lead_a_task(place, session)
    owner = open_room(place.person("owner", "otto"), place, session)
    expect(owner.locator(".room-phase")).to_have_text("running")

    press(owner, "e", "Only the moderator does that.")
    press(owner, "l", "You moderate now")
    expect(anna.get_by_role("button", name="Take over")).to_be_visible()
    press(owner, "e g", f"Ended {task}: gave up")
    press(owner, "l", "You moderate already.")
    press(anna, "r", "Only the moderator does that.")

    log = read_log(owner, session)
    handed = list_events(log, "moderation.handed")
    assert [(act["person"], act["to"]) for act in handed] == [("anna", "anna"), ("otto", "otto")]
    assert [act["person"] for act in list_events(log, "task.finished")] == ["otto"]
    assert list_events(log, "task.restarted") == []
    for context in (participant.context, anna.context, owner.context):
        context.close()


def test_what_the_server_refuses_is_shown_with_its_words_and_two_ways_out(
    place: RoomPlace,
) -> None:
    """Asked for again once it makes sense it is recorded; given up, it leaves no trace."""
    participant, session = place.participant()
    page, task = lead_a_task(place, session)
    refused = line(page, "Corrected when")

    _correct_the_end(page, "59:00")
    expect(page.locator(".room-last [role=status]")).to_have_text(
        f"The server did not take it: {task} is still running: end it first."
    )
    expect(refused).to_contain_text(f"not taken: {task} is still running: end it first.")
    press(page, "e d", f"Ended {task}: done")
    refused.get_by_role("button", name="Try again").click()
    expect(refused).not_to_contain_text("not taken")
    press(page, "r b", "Started the clock")
    _correct_the_end(page, "58:00")
    expect(refused.filter(has_text="not taken")).to_have_count(1)
    refused.get_by_role("button", name="Discard").click()
    expect(refused).to_have_count(1)

    (corrected,) = list_events(read_log(page, session), "task.recut")
    assert corrected["ended_ms"] == 59 * 60_000
    participant.context.close()
    page.context.close()


def _correct_the_end(page: Page, moment: str) -> None:
    page.get_by_role("button", name="Correct times").click()
    page.get_by_label("Ended").fill(moment)
    page.get_by_role("button", name="Correct", exact=True).click()


def test_correcting_one_end_leaves_the_other_where_it_was_corrected_to(place: RoomPlace) -> None:
    participant, session = place.participant()
    page, task = lead_a_task(place, session)
    press(page, "e d", f"Ended {task}: done")

    page.get_by_role("button", name="Correct times").click()
    page.get_by_label("Began").fill("0:00.1")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(line(page, "Corrected when")).to_have_count(1)
    (ended_ms,) = _times(read_log(page, session), "ended_ms")
    page.get_by_role("button", name="Correct times").click()
    page.get_by_label("Began").fill("")
    page.get_by_label("Ended").fill("30:00")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(line(page, "Corrected when")).to_have_count(2)

    log = read_log(page, session)
    said = [(cut["started_ms"], cut["ended_ms"]) for cut in list_events(log, "task.recut")]
    assert said == [(100, ended_ms), (100, 30 * 60_000)]
    assert _times(log, "started_ms", "ended_ms") == [100, 30 * 60_000]
    participant.context.close()
    page.context.close()


def _times(log: dict[str, Any], *names: str) -> list[float]:
    """List what is known of the times of the task at hand."""
    state = log["state"]
    (task,) = [one for one in state["tasks"] if one["id"] == state["task"]]
    return [task[name] for name in names]
