"""The panel of a moderated session over a page, led by what a server would tell."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.e2e.panel_pages import RULES, TASKS, Visit, control, focused, tab_to, visiting

pytestmark = pytest.mark.browser

Visits = Callable[..., "Led"]
GREEN = {**TASKS[0], "step": "Task 2 of 3"}
EXTRA = {**TASKS[2], "id": "extra", "step": "Extra task"}
GIVEN = control(task=GREEN, go="g1")
RUNNING = control(task=GREEN, go="g1", is_begun=True)
ENDED = control(task=GREEN, go="g1", is_begun=True, is_finished=True, claim="done")
MESSAGE = {"id": "m1", "text": "Take your time."}


class Led(Visit):
    """A participant whom a moderator leads."""

    def wait(self, **more: object) -> "Led":
        """Open the page and wait for the moderator."""
        self.open(mode="moderated", control=control(), **more)
        self.panel.get_by_role("heading").wait_for()
        self.until("() => localStorage.getItem('s:led')")
        return self

    def lead(self, *wants: dict[str, object]) -> "Led":
        """Have the moderator want one thing after the other; the page asks at once."""
        for wanted in wants:
            self.page.evaluate("c => localStorage.setItem('control', c)", json.dumps(wanted))
            asked = self.page.evaluate("window.asked")
            self.page.evaluate("dispatchEvent(new Event('pageshow'))")
            self.until("n => asked > n && looks > 2", asked)
        return self

    def until(self, condition: str, given: object = None) -> None:
        """Wait until a condition holds, on pages too whose policy forbids Playwright's own wait."""
        for _ in range(1_200):
            if self.page.evaluate(condition, given):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"never came true: {condition}")

    @property
    def heading(self) -> str:
        """What the panel is about now."""
        return self.panel.get_by_role("heading").inner_text()


@pytest.fixture
def visits(browser: Browser, url: str) -> Iterator[Visits]:
    """Open visits in browser contexts of their own."""
    with visiting(browser, url, Led) as visit:
        yield visit


def test_a_moderator_leads_through_a_task(visits: Visits) -> None:
    visit = visits().wait()
    headings = [visit.heading]
    headings += [visit.lead(wanted).heading for wanted in (GIVEN, RUNNING, ENDED)]

    assert headings == ["Please wait", "Buy green tea", "Buy green tea", "About this task"]
    assert visit.told() == ["task.shown", "task.started", "task.ended"]
    assert visit.events()[-1]["why"] == "moderator"


def test_the_participant_starts_and_ends_as_alone(visits: Visits) -> None:
    visit = visits().wait().lead(control(task=EXTRA, go="g1"))
    visit.press("Start", "Pause", "Resume recording", "I'm done")
    expect(visit.panel.get_by_role("heading")).to_have_text("Please wait")

    told = ["task.shown", "task.started", "task.paused", "task.resumed", "task.ended"]
    assert visit.told() == told
    assert visit.events()[-1]["claim"] == "done"


def test_whoever_waits_may_report_a_problem_and_stop(visits: Visits) -> None:
    visit = visits().wait()
    visit.press("Report a problem")
    visit.panel.get_by_label("What went wrong").fill("I see nothing")
    visit.press("Send", "Stop the test", "Stop now")
    visit.page.wait_for_url("**/done.html")

    assert visit.told() == ["problem.reported", "session.ended"]


def test_a_closed_session_leads_on_when_the_participant_is_ready(visits: Visits) -> None:
    visit = visits().wait().lead(control(is_closed=True))
    assert visit.heading == "That was the last task"
    visit.lead(control())
    assert visit.heading == "Please wait", "the moderator took the end back"
    visit.lead(control(is_closed=True)).press("Continue")

    visit.page.wait_for_url("**/after.html#recorder=ses_test")


def test_a_message_stands_on_top_until_it_is_dismissed(visits: Visits) -> None:
    visit = visits().wait().lead(control(message=MESSAGE))
    visit.press("Hide")
    words = visit.panel.get_by_text("From your moderator: Take your time.")
    expect(words).to_be_visible()
    visit.press("OK")
    expect(words).to_be_hidden()
    visit.page.reload()
    visit.lead(control(message=MESSAGE))
    expect(words).to_be_hidden()

    visit.lead(control(message={"id": "m2", "text": "Go on, please."}))
    expect(visit.panel.get_by_text("Go on, please.")).to_be_visible()


def test_what_a_moderator_does_is_spoken(visits: Visits) -> None:
    """Live regions are in the page before anything is said in them, and say it once."""
    visit = visits().wait()
    visit.panel.evaluate("""el => {
        window.spoken = [];
        for (const line of el.shadowRoot.querySelectorAll('[role=status]')) {
            new MutationObserver(() => line.textContent && window.spoken.push(line.textContent))
                .observe(line, {childList: true, characterData: true, subtree: true});
        }
    }""")
    visit.lead(GIVEN, RUNNING, {**RUNNING, "message": MESSAGE}, {**ENDED, "message": MESSAGE})
    visit.lead(control(task=GREEN, go="g2", message=MESSAGE), control())

    assert visit.page.evaluate("window.spoken") == [
        "Your moderator has given you a task.",
        "Your moderator has started the task.",
        "From your moderator: Take your time.",
        "Your moderator has ended the task.",
        "Please try this task once more.",
        "Your moderator has taken a step back.",
    ]


def test_the_focus_stays_in_the_page_when_a_task_comes(visits: Visits) -> None:
    """Whoever types or reads there is told, and not taken away."""
    visit = visits().wait()
    visit.page.locator("#search").focus()
    visit.lead(GIVEN, RUNNING)

    assert focused(visit.page) == "search"


def test_a_folded_panel_opens_for_a_new_task(visits: Visits) -> None:
    visit = visits().wait()
    visit.press("Hide")
    assert visit.button("With a moderator").is_visible()
    visit.lead(GIVEN)

    expect(visit.button("Start")).to_be_visible()


def test_a_moderated_session_is_done_by_keyboard(visits: Visits) -> None:
    visit = visits().wait().lead(control(task=EXTRA, go="g1", message=MESSAGE))
    keys = visit.page.keyboard
    tab_to(visit.page, "OK")
    keys.press("Enter")
    tab_to(visit.page, "Start")
    keys.press("Enter")
    tab_to(visit.page, "I'm done")
    keys.press("Enter")

    assert focused(visit.page) == "Please wait"
    assert visit.told() == ["task.shown", "task.started", "task.ended"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_any_state(visits: Visits, scheme: str, width: int) -> None:
    visit = visits(width=width, color_scheme=scheme, reduced_motion="reduce").wait()
    found: list[tuple[str, str]] = []

    def look(state: str) -> None:
        results = Axe().run(visit.page, context="recorder-panel", options=RULES)
        found.extend((state, item["id"]) for item in results.response["violations"])
        if visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found.append((state, "too wide"))

    look("waiting")
    for state, wanted in {
        "message": control(message=MESSAGE),
        "given": {**GIVEN, "message": MESSAGE},
        "running": RUNNING,
        "questions": ENDED,
        "again": control(task=GREEN, go="g2"),
        "extra": control(task=EXTRA, go="g3"),
        "closed": control(is_closed=True),
    }.items():
        visit.lead(wanted)
        look(state)

    assert found == []


@pytest.mark.parametrize(("language", "waits"), [("de", "Bitte warten"), ("ar", "Please wait")])
def test_other_languages_and_directions(visits: Visits, language: str, waits: str) -> None:
    visit = visits(width=320).wait(language=language)
    visit.lead(control(message={"id": "m", "text": "خذ وقتك"}))
    box = visit.panel.locator("aside button").bounding_box()
    assert box

    assert visit.heading == waits
    assert (box["x"] < 100) is (language == "ar"), "it stands at the line's end"


@pytest.mark.parametrize("kind", ["strict", "hostile"])
def test_hard_pages_are_led_too(visits: Visits, kind: str) -> None:
    """Under the strictest policy no socket opens; the page asks now and then instead."""
    visit = visits(kind)
    faults: list[str] = []
    visit.page.on("pageerror", lambda error: faults.append(str(error)))
    visit.wait().lead(GIVEN, RUNNING, ENDED)

    assert visit.heading == "About this task"
    assert faults == []


def test_where_no_socket_can_be_had_the_page_asks_by_itself(visits: Visits) -> None:
    visit = visits().wait()
    visit.page.evaluate("c => localStorage.setItem('control', c)", json.dumps(GIVEN))

    expect(visit.button("Start")).to_be_visible(timeout=8_000)


def test_two_tabs_follow_once(visits: Visits) -> None:
    """Only the tab in view acts, whichever that is."""
    visit = visits().wait().lead(GIVEN)
    second = visit.context.new_page()
    second.goto(visit.page.url)
    second.locator("recorder-panel").get_by_role("button", name="Start").wait_for()
    second.evaluate("c => localStorage.setItem('control', c)", json.dumps(RUNNING))
    second.locator("recorder-panel").get_by_role("button", name="I'm done").wait_for()
    visit.page.bring_to_front()
    second.close()
    visit.lead(ENDED)

    assert visit.told() == ["task.shown", "task.started", "task.ended"]


def test_an_old_answer_takes_nothing_back_when_a_tab_comes_back(visits: Visits) -> None:
    """A tab that was away knows an older control than the one that led meanwhile."""
    visit = visits().wait().lead(GIVEN)
    second = visit.context.new_page()
    second.goto(visit.page.url)
    second.evaluate("c => localStorage.setItem('control', c)", json.dumps(ENDED))
    second.locator("recorder-panel").get_by_role("heading", name="About this task").wait_for()
    visit.page.evaluate("window.isAway = true")
    second.close()
    visit.page.bring_to_front()
    visit.page.evaluate("dispatchEvent(new Event('focus'))")
    visit.panel.get_by_role("heading", name="About this task").wait_for()
    visit.page.wait_for_timeout(600)

    assert visit.heading == "About this task"
    assert visit.told() == ["task.shown", "task.ended"]
