"""The task panel over a page, driven as participants drive it."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.e2e.panel_pages import RULES, SEQ, TASKS, Visit, focused, tab_to, task, visiting

pytestmark = pytest.mark.browser

Visits = Callable[..., Visit]
WHOLE = [
    *["task.shown", "task.started", "problem.reported", "task.ended", "rating.given"],
    *["task.shown", "task.started", "task.ended", "rating.given"],
    *["task.shown", "task.started", "task.ended"],
]


@pytest.fixture
def visits(browser: Browser, url: str) -> Iterator[Visits]:
    """Open visits in browser contexts of their own."""
    with visiting(browser, url, Visit) as visit:
        yield visit


def answer_seq(visit: Visit, value: int = 5) -> None:
    """Answer the question after a task by mouse."""
    visit.panel.locator(f"fieldset[name=seq] input[value='{value}']").click()


def is_covered(visit: Visit, selector: str) -> bool:
    """Say whether the panel lies over an element of the page."""
    mine, its = visit.panel.bounding_box(), visit.page.locator(selector).bounding_box()
    assert mine
    assert its
    beside = mine["x"] >= its["x"] + its["width"] or its["x"] >= mine["x"] + mine["width"]
    return not (
        beside or mine["y"] >= its["y"] + its["height"] or its["y"] >= mine["y"] + mine["height"]
    )


def test_a_whole_study_is_done_by_mouse(visits: Visits) -> None:
    visit = visits().open()
    visit.press("Start", "Report a problem")
    visit.panel.get_by_label("What went wrong").fill("The basket is hidden")
    visit.press("Send", "I'm done")
    answer_seq(visit)
    visit.press("Continue", "Start")
    visit.page.wait_for_url("**/teas.html")
    visit.press("I can't do this")
    answer_seq(visit, 2)
    visit.press("Continue", "Start")
    assert visit.page.evaluate("window.clicks") == []
    visit.press("I'm done")
    visit.page.wait_for_url("**/after.html#recorder=ses_test")

    events = visit.events()
    assert [event["type"] for event in events] == WHOLE
    claims = [event["claim"] for event in events if event["type"] == "task.ended"]
    assert claims == ["done", "gave_up", "done"]


def test_a_whole_study_is_done_by_keyboard_alone(visits: Visits) -> None:
    visit = visits().open()
    page, keys = visit.page, visit.page.keyboard
    tab_to(page, "Start")
    keys.press("Enter")
    assert focused(page) == "Buy green tea"
    tab_to(page, "Report a problem")
    keys.press("Enter")
    assert focused(page) == "Report a problem"
    keys.press("Tab")
    keys.type("The basket is hidden")
    tab_to(page, "Send")
    keys.press("Enter")
    tab_to(page, "I'm done")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("ArrowRight")
    tab_to(page, "Continue")
    keys.press("Enter")
    assert focused(page) == "Find a gift"
    tab_to(page, "Start")
    keys.press("Enter")
    page.wait_for_url("**/teas.html")
    visit.button("I'm done").wait_for()
    tab_to(page, "I'm done")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")
    tab_to(page, "Start")
    keys.press("Enter")
    tab_to(page, "I'm done")
    keys.press("Enter")
    page.wait_for_url("**/after.html#recorder=ses_test")

    assert visit.told() == WHOLE


def test_keys_typed_into_the_panel_do_not_reach_the_page(visits: Visits) -> None:
    """A page's shortcuts must not fire while a participant writes."""
    visit = visits().open()
    visit.press("Start", "Report a problem")
    visit.panel.get_by_label("What went wrong").press_sequentially("/n")

    assert visit.page.evaluate("window.keys") == []


def test_the_focus_is_not_taken_when_a_page_opens(visits: Visits) -> None:
    visit = visits().open()
    visit.button("Start").wait_for()

    assert visit.page.evaluate("document.activeElement.tagName") == "BODY"


def test_escape_collapses_and_its_button_opens_again(visits: Visits) -> None:
    visit = visits().open()
    visit.button("Start").focus()
    visit.page.keyboard.press("Escape")
    expect(visit.button("Start")).to_be_hidden()
    assert focused(visit.page) == "Task 1 of 3"
    visit.page.keyboard.press("Enter")

    expect(visit.button("Start")).to_be_visible()


def test_the_panel_moves_from_corner_to_corner(visits: Visits) -> None:
    visit = visits().open()
    corners = []
    for _ in range(4):
        visit.press("Move")
        box = visit.panel.bounding_box()
        assert box
        corners.append((box["x"] < 400, box["y"] < 200))

    assert corners == [(True, False), (True, True), (False, True), (False, False)]


def test_the_panel_makes_way_for_the_page_s_focus(visits: Visits) -> None:
    """WCAG 2.2, 2.4.11: what has the focus is not hidden."""
    visit = visits().open()
    visit.button("Start").wait_for()
    assert is_covered(visit, ".at-2")
    for corner in (2, 3, 0, 1, 2):
        visit.page.locator(f".at-{corner}").focus()
        visit.page.wait_for_timeout(300)
        assert not is_covered(visit, f".at-{corner}")


def test_the_panel_collapses_where_no_corner_is_free(visits: Visits) -> None:
    visit = visits(width=375, height=400).open()
    visit.button("Start").wait_for()
    visit.page.add_style_tag(
        content="#search{position:fixed;top:0;left:40%;width:80px;height:390px}"
    )
    visit.page.locator("#search").focus()

    expect(visit.button("Task 1 of 3")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_any_state(visits: Visits, scheme: str, width: int) -> None:
    visit = visits(width=width, color_scheme=scheme, reduced_motion="reduce").open()
    axe = Axe()
    found: list[tuple[str, str]] = []

    def look(state: str) -> None:
        results = axe.run(visit.page, context="recorder-panel", options=RULES)
        found.extend((state, item["id"]) for item in results.response["violations"])

    visit.button("Start").wait_for()
    look("scenario")
    visit.press("Start")
    look("running")
    visit.panel.get_by_text("Show the task").click()
    look("story")
    visit.press("Report a problem")
    look("report")
    visit.press("Back", "Pause")
    look("paused")
    visit.press("Resume recording", "Hide")
    look("collapsed")
    visit.press("Task 1 of 3", "Stop the test")
    look("stop")
    visit.press("Back", "I'm done")
    visit.page.evaluate("setStatus({state: 'saved', unsent: 3})")
    look("questions")
    visit.press("Continue")
    look("faults")
    answer_seq(visit)
    look("answered")
    visit.page.evaluate("setStatus({state: 'stopped', unsent: 0, why: 'closed'})")
    look("closed")

    assert found == []


def test_every_control_is_large_enough_to_hit(visits: Visits) -> None:
    visit = visits(width=320).open()
    script = """root => ['button', 'summary', 'label', 'textarea', 'div > input']
        .flatMap(kind => [...root.shadowRoot.querySelectorAll(kind)])
        .filter(el => el.getClientRects().length)
        .map(el => Math.round(Math.min(el.getBoundingClientRect().height, 44)))"""

    visit.press("Start")
    sizes = set(visit.panel.evaluate(script))
    visit.press("I'm done")
    sizes |= set(visit.panel.evaluate(script))

    assert sizes == {44}


def test_it_works_under_the_strictest_policy_without_a_word(visits: Visits) -> None:
    visit = visits("strict")
    said: list[str] = []
    visit.page.on("console", lambda message: said.append(message.text))
    visit.page.on("pageerror", lambda error: said.append(str(error)))
    visit.open()
    visit.press("Start", "I'm done")
    answer_seq(visit)
    visit.press("Continue")
    box = visit.panel.bounding_box()
    assert box

    assert box["width"] == 344
    assert said == []
    assert visit.page.evaluate("window.violations") == []


def test_hostile_styles_neither_hide_nor_change_it(visits: Visits) -> None:
    boxes = []
    for kind in ("plain", "hostile"):
        visit = visits(kind, reduced_motion="reduce").open()
        visit.button("Start").wait_for()
        boxes.append(visit.panel.bounding_box())
        visit.press("Start")
        assert visit.told() == ["task.shown", "task.started"]

    assert boxes[0] == boxes[1]


def test_an_inert_body_and_a_cover_leave_it_operable(visits: Visits) -> None:
    visit = visits().open()
    visit.page.evaluate("document.body.inert = true; document.querySelector('#cover').hidden = 0")
    visit.press("Start")

    assert visit.told() == ["task.shown", "task.started"]


def test_it_goes_into_the_page_s_modal_dialog_and_back(visits: Visits) -> None:
    visit = visits().open()
    visit.page.locator("#open-dialog").click()
    visit.press("Start")
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#dialog").get_attribute("open") is not None
    visit.press("Task 1 of 3")
    visit.page.locator("#close-dialog").click()
    visit.press("I'm done")
    parent = visit.panel.evaluate("element => element.parentNode.tagName")

    assert parent == "HTML"


def test_it_follows_the_focus_into_a_dialog_that_only_says_it_is_modal(visits: Visits) -> None:
    """Such a dialog pulls the focus back from everything outside it."""
    visit = visits().open()
    visit.button("Start").wait_for()
    visit.page.evaluate("""() => {
        const dialog = document.querySelector('main').appendChild(document.createElement('div'));
        Object.assign(dialog, {id: 'aria', role: 'dialog', ariaModal: 'true', tabIndex: -1});
        dialog.append('Basket');
        dialog.focus();
    }""")
    expect(visit.page.locator("#aria > recorder-panel")).to_be_visible()
    visit.press("Start")
    expect(visit.page.locator("#aria > recorder-panel")).to_be_visible()
    visit.page.evaluate("document.querySelector('#aria').hidden = true")
    expect(visit.page.locator("html > recorder-panel")).to_be_visible()

    assert visit.told() == ["task.shown", "task.started"]


def test_it_comes_back_when_the_page_removes_it(visits: Visits) -> None:
    visit = visits().open()
    for _ in range(3):
        visit.button("Start").wait_for()
        visit.page.evaluate("document.querySelector('recorder-panel').remove()")

    expect(visit.button("Start")).to_be_visible()


def test_a_right_to_left_study_mirrors_the_panel(visits: Visits) -> None:
    visit = visits().open(language="ar")
    visit.button("Start").wait_for()
    mark = visit.panel.locator("header span").bounding_box()
    move = visit.button("Move").bounding_box()
    box = visit.panel.bounding_box()
    assert mark
    assert move
    assert box

    assert visit.panel.locator("section").get_attribute("dir") == "rtl"
    assert box["x"] == 16
    assert move["x"] < mark["x"] + mark["width"] / 2


def test_a_german_study_has_a_german_panel(visits: Visits) -> None:
    visit = visits().open(language="de")

    expect(visit.button("Starten")).to_be_visible()
    assert visit.panel.locator("section").get_attribute("lang") == "de"


def test_forced_colours_keep_the_marks_visible(visits: Visits) -> None:
    visit = visits(forced_colors="active").open()
    visit.press("Start", "I'm done")
    answer_seq(visit)
    chosen = visit.panel.locator("fieldset[name=seq] input:checked")

    assert chosen.evaluate("el => getComputedStyle(el).appearance") != "none"
    adjust = "el => getComputedStyle(el).forcedColorAdjust"
    assert visit.button("Continue").evaluate(adjust) == "none", "its words would be hidden"
    mark = "el => getComputedStyle(el, '::before').content"
    assert "●" in visit.panel.locator("header span").evaluate(mark)


def test_nothing_moves_by_itself(visits: Visits) -> None:
    """Nobody has to ask for reduced motion."""
    visit = visits(reduced_motion="no-preference").open()
    visit.press("Start")

    assert visit.panel.evaluate("el => el.shadowRoot.getAnimations().length") == 0


def test_it_is_not_printed(visits: Visits) -> None:
    visit = visits().open()
    visit.button("Start").wait_for()
    visit.page.emulate_media(media="print")

    expect(visit.panel).to_be_hidden()


def test_a_phone_keeps_more_than_half_of_its_screen(visits: Visits) -> None:
    visit = visits(width=320, height=640).open()
    visit.press("Start", "I'm done")
    box = visit.panel.bounding_box()
    assert box

    assert box["width"] == 320
    assert box["height"] <= 0.45 * 640
    assert box["y"] + box["height"] == 640
    answer_seq(visit)
    visit.press("Continue")
    assert "rating.given" in visit.told()


def test_a_phone_s_panel_moves_to_the_other_end(visits: Visits) -> None:
    visit = visits(width=320, height=640).open()
    tops = []
    for _ in range(2):
        visit.press("Move")
        box = visit.panel.bounding_box()
        assert box
        tops.append(box["y"] == 0)

    assert tops == [True, False]


def test_a_reload_in_any_phase_loses_nothing(visits: Visits) -> None:
    visit = visits().open()
    page = visit.page
    page.reload()
    visit.press("Start")
    page.reload()
    visit.press("Pause")
    page.reload()
    expect(visit.panel.locator("header span")).to_have_text("Paused")
    assert page.evaluate("localStorage.paused") == "true"
    visit.press("Resume recording", "I'm done")
    answer_seq(visit, 6)
    visit.panel.locator("fieldset[name=why] textarea").press_sequentially("Half a sen")
    page.reload()
    expect(visit.panel.locator("fieldset[name=seq] input[value='6']")).to_be_checked()
    expect(visit.panel.locator("fieldset[name=why] textarea")).to_have_value("Half a sen")
    visit.press("Continue")
    page.reload()
    expect(visit.panel.get_by_role("heading", name="Find a gift")).to_be_visible()

    told = visit.told()
    assert told.count("task.shown") == 2
    assert told.count("task.started") == 1
    assert [event.get("value") for event in visit.events() if event["type"] == "rating.given"] == [
        6,
        "Half a sen",
    ]


def test_the_clock_starts_when_the_start_page_is_there(visits: Visits) -> None:
    visit = visits().open(tasks=TASKS[1:])
    visit.button("Start").wait_for()
    visit.page.route("**/teas.html", lambda route: route.abort())
    visit.press("Start")
    visit.page.wait_for_timeout(100)
    visit.page.unroute_all()
    visit.page.goto(f"{visit.url}/plain/index.html")
    visit.button("Start").wait_for()
    assert visit.told() == ["task.shown"]
    visit.press("Start")
    visit.button("I'm done").wait_for()

    assert visit.page.url.endswith("/teas.html")
    assert visit.told() == ["task.shown", "task.started"]


def test_two_tabs_show_one_panel_and_share_its_state(visits: Visits) -> None:
    first = visits().open()
    first.press("Start")
    second = Visit(first.context, first.url)
    second.page.goto(f"{first.url}/plain/index.html")
    expect(second.button("I'm done")).to_be_visible()
    expect(first.panel).to_have_count(0)
    second.press("Pause")
    second.page.close()

    expect(first.button("Resume recording")).to_be_visible()
    assert first.told() == ["task.shown", "task.started", "task.paused"]


def test_a_time_limit_ends_the_task_kindly(visits: Visits) -> None:
    visit = visits().open(tasks=[task("green", "Buy green tea", time_limit_s=1, questions=[SEQ])])
    visit.press("Start")
    note = visit.panel.get_by_role("status").filter(has_text="The time for this task is up")
    expect(note).to_be_visible()

    ended = [event for event in visit.events() if event["type"] == "task.ended"]
    assert ended == [{"type": "task.ended", "task": "green", "claim": None, "why": "time_limit"}]


def test_a_time_limit_counts_active_time_to_the_quarter_second(visits: Visits) -> None:
    """Neither a page load nor a pause may give or take time."""
    visit = visits().open(tasks=[task("green", "Buy green tea", time_limit_s=2, questions=[SEQ])])
    visit.press("Start")
    visit.page.wait_for_timeout(500)
    visit.page.reload()
    visit.press("Pause")
    visit.page.wait_for_timeout(700)
    visit.press("Resume recording")
    visit.panel.get_by_text("The time for this task is up").wait_for()

    started, paused, resumed, ended = (
        float(visit.page.evaluate(f"localStorage.getItem('at task.{what}')"))
        for what in ("started", "paused", "resumed", "ended")
    )
    active_ms = (ended - started) - (resumed - paused)
    assert 1_990 <= active_ms <= 2_250


def test_a_met_criterion_ends_the_task(visits: Visits) -> None:
    visit = visits().open(tasks=[task("green", "Buy green tea", ends="on_success")])
    visit.press("Start")
    met = '{"task": "green", "phase": "running", "met": true, "answered": []}'
    visit.page.evaluate(f"localStorage.setItem('progress', '{met}')")
    visit.page.evaluate("setStatus({state: 'sending', unsent: 0})")
    expect(visit.panel.get_by_text("The task is complete")).to_be_visible()

    ended = [event for event in visit.events() if event["type"] == "task.ended"]
    assert [(event["claim"], event["why"]) for event in ended] == [("done", "criterion")]


def test_stopping_asks_once_and_ends_the_session(visits: Visits) -> None:
    visit = visits().open()
    visit.press("Start", "Stop the test")
    expect(visit.panel.get_by_text("Recording ends now")).to_be_visible()
    visit.press("Stop now")
    visit.page.wait_for_url("**/done.html")

    assert visit.told()[-2:] == ["task.ended", "session.ended"]
    assert visit.events()[-1]["why"] == "stopped"


def test_without_later_questions_the_session_ends_here(visits: Visits) -> None:
    visit = visits().open(has_after_study=False, tasks=TASKS[2:])
    visit.press("Start", "I'm done")
    visit.page.wait_for_url("**/done.html")

    assert visit.events()[-1] == {"type": "session.ended", "why": "finished"}


def test_offline_it_says_what_waits_and_stays(visits: Visits) -> None:
    visit = visits().open(tasks=TASKS[:1])
    visit.press("Start", "I'm done")
    visit.page.evaluate("setStatus({state: 'saved', unsent: 2})")
    answer_seq(visit, 3)
    answer_seq(visit, 4)
    expect(visit.panel.get_by_text("Saved on this device, will be sent.")).to_be_visible()
    visit.press("Continue")
    expect(visit.panel.get_by_text("You are offline")).to_be_visible()
    visit.page.evaluate("setStatus({state: 'sending', unsent: 0})")
    visit.press("Continue")

    visit.page.wait_for_url("**/after.html#recorder=ses_test")


def test_a_withdrawn_session_is_said_kindly_and_can_be_closed(visits: Visits) -> None:
    visit = visits().open()
    visit.page.evaluate("setStatus({state: 'stopped', unsent: 0, why: 'withdrawn'})")
    expect(visit.panel.get_by_text("Your recording was withdrawn")).to_be_visible()
    visit.press("Close")

    expect(visit.panel).to_have_count(0)


def test_errors_are_said_and_lead_to_the_question(visits: Visits) -> None:
    visit = visits().open()
    visit.press("Start", "I'm done")
    visit.panel.locator("fieldset[name=price] input").fill("cheap")
    visit.press("Continue")

    first = visit.panel.locator("fieldset[name=seq] input").first
    expect(first).to_be_focused()
    assert first.evaluate("el => el.validationMessage") == "Please answer this question."
    answer_seq(visit)
    visit.press("Continue")
    price = visit.panel.locator("fieldset[name=price] input")
    expect(price).to_be_focused()
    assert price.evaluate("el => el.validationMessage") == "Please write a number."
    assert visit.told().count("rating.given") == 1
    price.fill("4,50")
    visit.press("Continue")
    expect(visit.panel.get_by_role("heading", name="Find a gift")).to_be_visible()
    assert [event.get("value") for event in visit.events()][-3:-1] == [5, 4.5]
