"""Twelve people, each in their own way, on a site that nobody here wrote."""

import json
import socket
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.conftest import Server
from tests.e2e.datasette import LAST, Site, start_datasette
from tests.e2e.participant import Participant

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

CURRENCY_SIGNS = sum(unicodedata.category(chr(code)) == "Sc" for code in range(LAST))
ROWS = "/characters/character"
SNOWMAN = f"{ROWS}/9731"
TOLERANCE_MS = 50


@dataclass
class Place:
    """A recorder, and Datasette on another port with the tag in its page template."""

    server: Server
    site: Site
    browser: Browser
    out: Path

    def join(self, **context: Any) -> Participant:
        """Bring one participant to the first task."""
        someone = Participant(self.browser.new_context(**context), self.server.url, "characters")
        someone.join()
        return someone

    def go(self, someone: Participant, path: str) -> None:
        """Follow a link to a page of the site."""
        someone.page.goto(self.site.url + path)
        someone.panel.get_by_role("button", name="I'm done").wait_for()

    def pause_ms(self, wait_ms: int) -> None:
        """Let time pass."""
        time.sleep(wait_ms / 1000)

    def report(self) -> str:
        """Answer the report as JSON."""
        self.server.run("export", "characters", "--format", "json", "--out", str(self.out))
        return next(self.out.glob("*report*.json")).read_text()

    def result(self, someone: Participant) -> "Result":
        """Read one session back by the command line, once all of it has arrived.

        What a page sends while it is left may take a moment; what is missing after ten
        seconds stays missing.
        """
        for _ in range(20):
            result = Result(json.loads(self.server.run("show", someone.session, "--json")))
            if result.shown["is_complete"]:
                break
            time.sleep(0.5)
        return result


@dataclass
class Result:
    """What the recorder read of one session."""

    shown: dict[str, Any]

    @property
    def outcomes(self) -> list[str]:
        """The outcomes in the order of the tasks."""
        return [each["outcome"] for each in self.shown["attempts"]]

    def attempt(self, task: str) -> dict[str, Any]:
        """Pick the attempt at one task."""
        return next(each for each in self.shown["attempts"] if each["task"] == task)


def free_port() -> int:
    """Answer a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Place]:
    """Start both servers."""
    folder = tmp_path_factory.mktemp("characters")
    port = free_port()
    study = folder / "studies" / "characters"
    study.mkdir(parents=True)
    text = (Path(__file__).parent / "datasette_site" / "study.yaml").read_text()
    text = text.replace("{{port}}", str(port)).replace("{{currency}}", str(CURRENCY_SIGNS))
    (study / "study.yaml").write_text(text)
    server = Server(folder / "studies", folder / "data", {"RECORDER_ABANDON_AFTER_S": "3"}).start()
    site = start_datasette(folder, port=port, recorder_url=server.url)
    yield Place(server, site, browser, folder / "out")
    site.stop()
    server.stop()


def find_snowman(place: Place, someone: Participant, *, wait_ms: int = 300) -> None:
    """Take the shortest way to the first task's page."""
    someone.start("find-snowman")
    for path in ("/characters", ROWS, SNOWMAN):
        place.go(someone, path)
    someone.page.wait_for_timeout(wait_ms)
    someone.done("find-snowman")
    someone.answer(seq="6")


def count_signs(someone: Participant, count: int = CURRENCY_SIGNS) -> None:
    """Claim the second task and answer its question."""
    someone.start("count-currency")
    someone.page.wait_for_timeout(700)
    someone.done("count-currency")
    someone.answer(count=str(count))


def sort_by_name(someone: Participant) -> None:
    """Click the head of the name column."""
    someone.start("sort-by-name")
    someone.page.locator("th.col-name a").first.click()
    someone.page.wait_for_url("**_sort=name**")
    someone.done("sort-by-name")


def open_json(place: Place, someone: Participant) -> None:
    """Open the page that stands for the last task."""
    someone.start("open-sql")
    place.go(someone, "/characters?sql=select+1")
    someone.done("open-sql")


def finish(someone: Participant) -> None:
    """Answer the questions after the study and come to the end."""
    someone.page.wait_for_url("**/after/characters/**")
    someone.page.locator("#after textarea").fill("Nothing was hard.")
    someone.page.locator("#after button[type=submit]").click()
    someone.page.wait_for_url("**/done/characters*")


def do_all(place: Place, someone: Participant) -> None:
    """Do the last three tasks rightly and finish."""
    count_signs(someone)
    sort_by_name(someone)
    open_json(place, someone)
    finish(someone)


def test_somebody_who_goes_straight_completes_all_tasks_in_the_scripted_time(place: Place) -> None:
    """The figure that everything else is compared with: nothing between start and end is lost."""
    someone = place.join()

    find_snowman(place, someone, wait_ms=1_500)
    do_all(place, someone)

    result = place.result(someone)
    assert result.outcomes == ["completed"] * 4
    assert result.shown["is_complete"], result.shown["completeness"]
    assert result.shown["state"] == "finished"
    first, third = result.attempt("find-snowman"), result.attempt("sort-by-name")
    assert abs(first["raw_ms"] - someone.milliseconds("find-snowman")) <= TOLERANCE_MS
    assert abs(third["raw_ms"] - someone.milliseconds("sort-by-name")) <= TOLERANCE_MS
    assert first["direct"] is True
    assert first["pages"] == ["/", "/characters", ROWS, SNOWMAN]
    assert first["answers"] == {"seq": 6}
    assert result.shown["answers"] == {"why": "Nothing was hard."}


def test_a_detour_is_completed_but_not_direct(place: Place) -> None:
    someone = place.join()

    someone.start("find-snowman")
    for path in ("/characters", ROWS, f"{ROWS}/9728", ROWS, SNOWMAN):
        place.go(someone, path)
    someone.done("find-snowman")
    someone.answer(seq="3")
    do_all(place, someone)

    result = place.result(someone)
    attempt = result.attempt("find-snowman")
    assert (attempt["outcome"], attempt["direct"]) == ("completed", False)
    assert attempt["pages"] == ["/", "/characters", ROWS, f"{ROWS}/9728", ROWS, SNOWMAN]
    assert abs(attempt["raw_ms"] - someone.milliseconds("find-snowman")) <= TOLERANCE_MS
    assert result.shown["is_complete"], result.shown["completeness"]


def test_a_wrong_answer_claimed_as_done_has_failed(place: Place) -> None:
    someone = place.join()

    find_snowman(place, someone)
    count_signs(someone, CURRENCY_SIGNS + 1)
    sort_by_name(someone)
    open_json(place, someone)
    finish(someone)

    result = place.result(someone)
    attempt = result.attempt("count-currency")
    assert (attempt["outcome"], attempt["claim"]) == ("failed", "done")
    assert attempt["criterion"] == "not_met"
    assert result.outcomes == ["completed", "failed", "completed", "completed"]


def test_somebody_who_gives_up_is_neither_failed_nor_lost(place: Place) -> None:
    someone = place.join()

    someone.start("find-snowman")
    someone.page.wait_for_timeout(1_200)
    someone.give_up("find-snowman")
    someone.answer(seq="1")
    do_all(place, someone)

    result = place.result(someone)
    attempt = result.attempt("find-snowman")
    assert (attempt["outcome"], attempt["claim"]) == ("gave_up", "gave_up")
    assert abs(attempt["raw_ms"] - someone.milliseconds("find-snowman")) <= TOLERANCE_MS
    assert result.shown["is_complete"], result.shown["completeness"]


def test_a_task_that_takes_too_long_is_timed_out(place: Place) -> None:
    someone = place.join()

    find_snowman(place, someone)
    count_signs(someone)
    sort_by_name(someone)
    someone.start("open-sql")
    someone.panel.get_by_text("The time for this task is up").wait_for()
    someone.press("Continue")
    finish(someone)

    result = place.result(someone)
    attempt = result.attempt("open-sql")
    assert (attempt["outcome"], attempt["claim"]) == ("timed_out", None)
    assert abs(attempt["active_ms"] - 4_000) <= 1_000
    assert result.outcomes[:3] == ["completed"] * 3


def test_somebody_who_leaves_for_good_has_abandoned_the_task(place: Place) -> None:
    someone = place.join()

    find_snowman(place, someone)
    someone.start("count-currency")
    someone.page.wait_for_timeout(400)
    someone.context.close()

    place.pause_ms(4_000)
    result = place.result(someone)
    assert result.outcomes == ["completed", "abandoned"]
    assert result.attempt("count-currency")["claim"] is None
    assert result.shown["is_complete"], result.shown["completeness"]


def test_a_reload_in_the_middle_of_a_task_changes_nothing(place: Place) -> None:
    someone = place.join()

    someone.start("find-snowman")
    place.go(someone, "/characters")
    someone.page.reload()
    someone.panel.get_by_role("button", name="I'm done").wait_for()
    place.go(someone, SNOWMAN)
    someone.done("find-snowman")
    someone.answer(seq="5")
    do_all(place, someone)

    result = place.result(someone)
    attempt = result.attempt("find-snowman")
    assert attempt["outcome"] == "completed"
    assert abs(attempt["raw_ms"] - someone.milliseconds("find-snowman")) <= TOLERANCE_MS
    assert result.shown["is_complete"], result.shown["completeness"]


def test_twenty_seconds_without_a_network_lose_nothing(place: Place) -> None:
    someone = place.join()

    someone.start("find-snowman")
    place.go(someone, ROWS)
    someone.context.set_offline(True)
    for _ in range(10):
        someone.page.locator("h1").first.click()
        someone.page.wait_for_timeout(2_000)
    someone.panel.get_by_text("Saved on this device").wait_for()
    someone.context.set_offline(False)
    place.go(someone, SNOWMAN)
    someone.done("find-snowman")
    someone.answer(seq="4")
    do_all(place, someone)

    result = place.result(someone)
    attempt = result.attempt("find-snowman")
    assert attempt["outcome"] == "completed"
    assert attempt["clicks"] == 10
    assert abs(attempt["raw_ms"] - someone.milliseconds("find-snowman")) <= TOLERANCE_MS
    assert result.shown["is_complete"], result.shown["completeness"]


def test_a_second_tab_belongs_to_the_same_session(place: Place) -> None:
    someone = place.join()

    someone.start("find-snowman")
    first = someone.page
    with someone.context.expect_page() as opened:
        first.evaluate("path => window.open(path, '_blank')", ROWS)
    someone.page = opened.value
    someone.panel.get_by_role("button", name="I'm done").wait_for()
    place.go(someone, SNOWMAN)
    someone.done("find-snowman")
    someone.answer(seq="5")
    first.close()
    do_all(place, someone)

    result = place.result(someone)
    attempt = result.attempt("find-snowman")
    assert attempt["outcome"] == "completed"
    assert attempt["pages"][-2:] == [ROWS, SNOWMAN]
    assert abs(attempt["raw_ms"] - someone.milliseconds("find-snowman")) <= TOLERANCE_MS
    assert result.shown["is_complete"], result.shown["completeness"]


def test_the_back_button_is_a_page_seen_again(place: Place) -> None:
    someone = place.join()

    someone.start("find-snowman")
    place.go(someone, "/characters")
    place.go(someone, f"{ROWS}/9728")
    someone.page.go_back()
    someone.panel.get_by_role("button", name="I'm done").wait_for()
    place.go(someone, SNOWMAN)
    someone.done("find-snowman")
    someone.answer(seq="5")
    do_all(place, someone)

    result = place.result(someone)
    attempt = result.attempt("find-snowman")
    assert attempt["pages"] == ["/", "/characters", f"{ROWS}/9728", "/characters", SNOWMAN]
    assert (attempt["outcome"], attempt["direct"]) == ("completed", False)
    assert abs(attempt["raw_ms"] - someone.milliseconds("find-snowman")) <= TOLERANCE_MS


def test_a_phone_does_the_same_study(place: Place) -> None:
    phone = {"width": 375, "height": 667}
    someone = place.join(viewport=phone, has_touch=True, is_mobile=True, device_scale_factor=2)

    find_snowman(place, someone)
    count_signs(someone)
    someone.start("sort-by-name")
    someone.give_up("sort-by-name")  # the site hides the heads of its columns on a phone
    open_json(place, someone)
    finish(someone)

    result = place.result(someone)
    assert result.outcomes == ["completed", "completed", "gave_up", "completed"]
    assert result.shown["is_complete"], result.shown["completeness"]


def test_somebody_who_withdraws_is_gone_from_everything(place: Place) -> None:
    someone = place.join()
    find_snowman(place, someone)

    someone.press("Stop the test")
    someone.press("Stop now")
    someone.page.wait_for_url("**/done/characters*")
    erase(someone)

    rows = json.loads(place.server.run("sessions", "characters", "--json"))
    mine = [row for row in rows if row["session"] == someone.session]
    assert [row["state"] for row in mine] in ([], ["withdrawn"])
    assert all(row["outcomes"] == {} for row in mine)
    report = json.loads(place.report())
    assert someone.session not in json.dumps(report.get("tasks"))


def erase(someone: Participant) -> None:
    """Type the withdrawal code, look at what is stored, and have it erased."""
    someone.page.goto(f"{someone.server}/withdraw")
    someone.page.get_by_role("textbox").fill(someone.code)
    someone.page.locator("main button[type=submit]").click()
    someone.page.locator("main .danger").click()
    someone.page.locator("main .danger").click()
    someone.page.get_by_role("heading", level=1).wait_for()
