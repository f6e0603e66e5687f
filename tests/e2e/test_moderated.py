"""A participant in a real browser follows a moderator over real sockets."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from recorder.model.acts import (
    ActUndone,
    MessageSent,
    SessionClosed,
    TaskAssigned,
    TaskBegun,
    TaskFinished,
    TaskRestarted,
)
from recorder.model.events import TaskEnded
from tests.e2e.led_place import LedPlace, serve_led
from tests.live.helpers import Place

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One server for all tests here."""
    with serve_led(tmp_path_factory.mktemp("led")) as place:
        yield place


@pytest.fixture
def led(served: Place, browser: Browser) -> Iterator[LedPlace]:
    """A participant who waits for the first task."""
    context = browser.new_context()
    context.set_default_timeout(30_000)
    yield LedPlace(served, context)
    context.close()


def test_a_moderator_leads_through_the_session(led: LedPlace) -> None:
    led.act(TaskAssigned, task="buy")
    expect(led.panel.get_by_text("Buy the red one.")).to_be_visible()
    led.act(TaskBegun, task="buy")
    led.page.wait_for_url("**/shop.html")
    expect(led.button("I'm done")).to_be_visible()
    led.act(TaskFinished, task="buy", claim="done")
    expect(led.heading("About this task")).to_be_visible()
    led.panel.locator("input[value='6']").check()
    led.button("Continue").click()
    expect(led.heading("Please wait")).to_be_visible()
    led.act(TaskAssigned, task="find")
    led.button("Start").click()
    led.button("I'm done").click()
    expect(led.heading("Please wait")).to_be_visible()
    led.act(SessionClosed)
    led.button("Continue").click()
    led.page.wait_for_url("**/after/led/**")
    led.page.get_by_role("button", name="Send my answers").click()
    led.page.wait_for_url("**/done/led")

    assert led.told() == ["shown", "started", "ended"] * 2
    ends = [each for each in led.page_events() if isinstance(each, TaskEnded)]
    assert [(each.claim, each.why) for each in ends] == [
        ("done", "moderator"),
        ("done", "participant"),
    ]
    assert [task.phase for task in led.control().tasks] == ["ended", "ended"]


def test_a_task_the_study_does_not_plan_is_done_like_the_others(led: LedPlace) -> None:
    led.act(TaskAssigned, task="extra", title="Ring them", scenario="Find their number.")
    expect(led.panel.get_by_text("Extra task")).to_be_visible()
    expect(led.panel.get_by_text("Find their number.")).to_be_visible()
    led.button("Start").click()
    led.button("I can't do this").click()
    expect(led.heading("Please wait")).to_be_visible()

    assert led.wait_told(*["ended"] * 3) == ["shown", "started", "ended"]
    task = led.control().find_task("extra")
    assert task
    assert (task.phase, task.claim, task.is_planned) == ("ended", "gave_up", False)


def test_a_restart_and_every_undo_are_followed(led: LedPlace) -> None:
    given = led.act(TaskAssigned, task="find")
    expect(led.button("Start")).to_be_visible()
    led.act(TaskBegun, task="find")
    expect(led.button("I'm done")).to_be_visible()
    finished = led.act(TaskFinished, task="find")
    expect(led.heading("Please wait")).to_be_visible()
    led.act(ActUndone, undone=finished)
    expect(led.button("I'm done")).to_be_visible()
    again = led.act(TaskRestarted, task="find")
    expect(led.panel.get_by_text("Please try this task once more.")).to_be_visible()
    expect(led.button("Start")).to_be_visible()
    led.act(ActUndone, undone=again)
    expect(led.button("I'm done")).to_be_visible()
    led.act(ActUndone, undone=given)
    expect(led.heading("Please wait")).to_be_visible()

    assert led.control().phase == "waiting"


def test_a_message_comes_and_goes(led: LedPlace) -> None:
    led.act(MessageSent, text="Please think aloud.")
    words = led.panel.get_by_text("From your moderator: Please think aloud.")
    expect(words).to_be_visible()
    led.act(MessageSent, text="")

    expect(words).to_be_hidden()


def test_an_end_that_is_taken_back_before_the_participant_goes_on(led: LedPlace) -> None:
    closed = led.act(SessionClosed)
    expect(led.heading("That was the last task")).to_be_visible()
    led.act(ActUndone, undone=closed)

    expect(led.heading("Please wait")).to_be_visible()


Step = Callable[[LedPlace], object]
STEPS: list[tuple[Step, str]] = [
    (lambda led: led.act(TaskAssigned, task="buy"), "Buy a thing"),
    (lambda led: led.act(TaskBegun, task="buy"), "Buy a thing"),
    (lambda led: led.act(TaskFinished, task="buy"), "About this task"),
    (lambda led: led.act(TaskAssigned, task="find"), "Find the shop"),
]


def test_a_reload_in_every_phase_loses_nothing_and_tells_nothing_twice(led: LedPlace) -> None:
    for step, heading in STEPS:
        led.page.reload()
        step(led)
        led.page.reload()
        led.heading(heading).wait_for()
        led.page.wait_for_timeout(300)
    told = led.wait_told(*["any"] * 4)

    assert told == ["shown", "started", "ended", "shown"]


def test_what_a_moderator_did_meanwhile_is_followed_when_the_page_comes_back(
    led: LedPlace,
) -> None:
    led.act(TaskAssigned, task="find")
    led.button("Start").click()
    expect(led.button("I'm done")).to_be_visible()
    led.context.set_offline(True)
    led.button("I'm done").click()
    expect(led.heading("Please wait")).to_be_visible()
    led.act(TaskAssigned, task="buy")
    led.page.wait_for_timeout(500)
    assert led.heading("Please wait").is_visible()
    led.context.set_offline(False)
    expect(led.heading("Buy a thing")).to_be_visible()

    assert led.wait_told(*["any"] * 4) == ["shown", "started", "ended", "shown"]


def test_two_tabs_follow_once(led: LedPlace) -> None:
    led.act(TaskAssigned, task="find")
    expect(led.button("Start")).to_be_visible()
    second = led.context.new_page()
    second.goto(f"{led.prototype}shop.html")
    mine = second.locator("recorder-panel")
    mine.get_by_role("button", name="Start").wait_for()
    led.act(TaskBegun, task="find")
    mine.get_by_role("button", name="I'm done").wait_for()
    led.page.bring_to_front()
    second.close()
    led.act(TaskFinished, task="find")
    led.heading("Please wait").wait_for()

    assert led.wait_told(*["any"] * 3) == ["shown", "started", "ended"]


def test_both_end_a_task_in_the_same_moment_and_one_end_counts(led: LedPlace) -> None:
    led.act(TaskAssigned, task="find")
    led.button("Start").click()
    done = led.button("I'm done")
    done.wait_for()
    handle = done.element_handle()
    led.act(TaskFinished, task="find")
    handle.evaluate("button => button.click()")
    led.heading("Please wait").wait_for()

    assert led.wait_told(*["any"] * 3) == ["shown", "started", "ended"]
    task = led.control().find_task("find")
    assert task
    assert (task.phase, task.goes) == ("ended", 1)


def test_a_page_from_the_browser_s_cache_follows_again(led: LedPlace) -> None:
    led.page.goto(f"{led.prototype}shop.html")
    led.heading("Please wait").wait_for()
    led.act(TaskAssigned, task="find")
    led.heading("Find the shop").wait_for()
    led.page.go_back()
    led.heading("Find the shop").wait_for()
    led.act(TaskFinished, task="find", claim="skipped")
    led.heading("Please wait").wait_for()

    assert led.wait_told(*["any"] * 2) == ["shown", "ended"]


def test_the_page_hears_nothing_but_that_something_changed(led: LedPlace) -> None:
    """Not one byte about those who watch, in what the socket carries."""
    frames: list[str] = []
    led.page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))),
    )
    led.page.reload()
    led.heading("Please wait").wait_for()
    led.page.wait_for_timeout(500)
    led.act(TaskAssigned, task="find")
    led.heading("Find the shop").wait_for()

    said = [frame for frame in frames if frame.startswith("42")]
    assert set(said) == {'42/participant,["changed"]'}
