"""The sample study from the invitation to the report, with nothing replaced by a stand-in."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.whole_study import Keys, Walker, walk_by_keyboard, watch
from tests.e2e.whole_study_expected import (
    COMPLETED,
    EASE,
    ENDS,
    HARDEST,
    NPS,
    OUTCOMES,
    SUS,
    SUS_SCORES,
    TASKS,
    TRUST,
    WORDS,
)
from tests.e2e.whole_study_pages import look_at_report, look_at_session, sign_in
from tests.e2e.whole_study_place import STUDY, Place, flat, pick
from tests.e2e.whole_study_ways import MIXED, RIGHT, WRONG

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

TOLERANCE_MS = 50


@dataclass(frozen=True)
class Done:
    """The study after three people: one right, one mostly wrong, one mixed."""

    place: Place
    people: dict[str, Walker]
    shown: dict[str, dict[str, Any]]
    report: dict[str, Any]

    def attempt(self, who: str, task: str) -> dict[str, Any]:
        """Pick one attempt."""
        return pick(self.shown[who]["attempts"], task=task)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Done]:
    """Have three people go through the whole study by mouse."""
    place = Place(browser, tmp_path_factory.mktemp("whole"))
    people = {}
    for who, ways in {"p01": RIGHT, "p02": WRONG, "p03": MIXED}.items():
        someone = people[who] = Walker(place.context(), place.server.url, STUDY)
        someone.enter(place.invite()["url"])
        someone.do_tasks(ways)
        someone.rate(SUS[who], NPS[who], trust=TRUST[who], hardest=HARDEST)
        assert someone.complaints == []
        someone.context.close()
    shown = {who: place.show(someone.session) for who, someone in people.items()}
    yield Done(place, people, shown, place.report())
    place.server.stop()


@pytest.fixture
def fresh(tmp_path: Path, browser: Browser) -> Iterator[Place]:
    """Start a recorder in which nothing has happened."""
    place = Place(browser, tmp_path)
    yield place
    place.server.stop()


@pytest.fixture
def copied(done: Done, tmp_path: Path) -> Iterator[Place]:
    """Start another recorder on a copy of everything."""
    place = done.place.copy(tmp_path)
    yield place
    place.server.stop()


def test_each_participant_is_read_as_scripted(done: Done) -> None:
    for who, shown in done.shown.items():
        assert shown["participant"] == who
        assert shown["outcomes"] == OUTCOMES[who]
        assert list(shown["outcomes"]) == done.people[who].order
        assert shown["state"] == "finished"
        assert shown["is_complete"], shown["completeness"]
    assert {shown["variant"] for shown in done.shown.values()} == {"current", "short"}
    # The first with each variant gets the first row of the square, the other one the second.
    assert len({tuple(someone.order) for someone in done.people.values()}) == 2


def test_claims_scores_and_paths_are_those_of_the_script(done: Done) -> None:
    def told(who: str, task: str) -> tuple[object, ...]:
        attempt = done.attempt(who, task)
        return attempt["claim"], attempt["criterion"], attempt["score"], attempt["direct"]

    assert told("p01", "buy-sencha") == ("done", "met", 1.0, True)
    assert told("p02", "buy-sencha") == ("done", "partly_met", 0.5, None)
    assert told("p02", "sleep-well") == ("done", "not_met", 0.0, None)
    assert told("p02", "less-assam") == ("gave_up", "not_met", 0.0, None)
    assert told("p02", "aunt-in-norway") == ("done", "partly_met", 0.5, None)
    assert told("p03", "less-assam") == ("done", "met", 1.0, False)
    assert told("p03", "aunt-in-norway") == ("gave_up", "not_met", 0.0, None)
    assert done.attempt("p03", "less-assam")["pages"] == [
        "/kept-basket.html",
        "/basket.html",
        "/teas.html",
        "/tea.html?tea=assam",
    ]
    for who, shown in done.shown.items():
        steps = {"current": ["/delivery.html", "/pay.html"], "short": ["/checkout-short.html"]}
        assert done.attempt(who, "buy-sencha")["pages"] == [
            *("/index.html", "/teas.html", "/tea.html?tea=sencha", "/basket.html"),
            *steps[shown["variant"]],
            "/thanks.html",
        ]


def test_times_are_those_of_the_browsers_own_clock(done: Done) -> None:
    for who, someone in done.people.items():
        assert someone.in_place == set(TASKS) - {"less-assam"}
        for task in someone.in_place:
            raw_ms = done.attempt(who, task)["raw_ms"]
            assert abs(raw_ms - someone.milliseconds(task)) <= TOLERANCE_MS, (who, task)


def test_a_task_that_ends_by_itself_ends_with_the_click_that_did_it(done: Done) -> None:
    """The server says so a second later; that second is not the participant's."""
    someone, present = done.people["p01"], done.attempt("p01", "a-present")

    since_ms = done.attempt("p01", "less-assam")["ended_ms"] - present["started_ms"]

    browser_ms = someone.ended_ms["less-assam"] - someone.started_ms["a-present"]
    assert abs(since_ms - browser_ms) <= TOLERANCE_MS


def test_answers_are_kept_as_they_were_given(done: Done) -> None:
    for place, who in enumerate(done.people):
        assert done.shown[who]["answers"] == {
            **{f"sus.{item}": value for item, value in enumerate(SUS[who], 1)},
            "nps": NPS[who],
            "trust": TRUST[who],
            "hardest": HARDEST,
        }
        for task in TASKS:
            assert done.attempt(who, task)["answers"]["seq"] == EASE[task][place]
        number = done.people[who].number
        assert done.attempt(who, "buy-sencha")["answers"]["order-number"] == number
    assert done.attempt("p01", "sleep-well")["answers"] == {"seq": 5, "price": 3.3, "sure": 4}
    assert done.attempt("p02", "aunt-in-norway")["answers"]["days"] == "3 to 5 working days"
    assert done.attempt("p03", "a-present")["answers"] == {"seq": 7, "worth": "£18.50"}


def test_the_report_counts_and_estimates_as_worked_out_by_hand(done: Done) -> None:
    for task, hits in COMPLETED.items():
        found = pick(done.report["tasks"], id=task)
        interval = found["completion"]["estimate"]["interval"]
        assert (found["completion"]["hits"], found["completion"]["n"]) == (hits, 3)
        assert (interval["low"], interval["high"]) == pytest.approx(ENDS[hits], abs=1e-5)
        assert found["completion"]["text"] == f"{hits} of 3 (95 % interval {WORDS[hits]})"
        assert found["ease"]["figure"]["estimate"]["estimate"] == pytest.approx(sum(EASE[task]) / 3)
    # Fewest completed first; of the four others the one with the lowest mean ease: 7/3, 13/3,
    # 14/3; everybody did the last one.
    order = ["aunt-in-norway", "less-assam", "buy-sencha", "sleep-well", "a-present"]
    assert [task["id"] for task in done.report["tasks"]] == order
    assert done.report["header"]["sessions"] == 3


def test_the_typical_time_is_the_geometric_mean_of_those_who_did_it(done: Done) -> None:
    """One took three times as long as the other: another mean would be half a second off."""
    times_s = [done.people[who].milliseconds("buy-sencha") / 1000 for who in ("p01", "p03")]

    figure = pick(done.report["tasks"], id="buy-sencha")["time"]["figure"]["estimate"]

    assert figure["n"] == 2
    assert figure["estimate"] == pytest.approx(sqrt(times_s[0] * times_s[1]), abs=0.05)


def test_sus_and_net_promoter_score_are_those_of_the_chosen_items(done: Done) -> None:
    sus = pick(done.report["questionnaires"], instrument="sus")
    nps = pick(done.report["questionnaires"], instrument="nps")

    assert sus["scores"] == SUS_SCORES
    # Mean 192.5/3 = 64.1667, s = 25.5359, t(2) = 4.302653: margin 63.4351, so 0.7315 to 100.
    estimate = sus["figure"]["estimate"]
    assert estimate["estimate"] == pytest.approx(64.1667, abs=1e-4)
    assert estimate["interval"]["low"] == pytest.approx(0.7315, abs=1e-3)
    assert estimate["interval"]["high"] == 100
    # Two promoters, one detractor: 100 x (2 - 1)/3. Interval after Rocks: p = 2.75/6,
    # d = 1.75/6, 16.6667 -+ 100 z sqrt((p + d - (p - d)^2)/6) = 16.6667 -+ 67.9998.
    estimate = nps["figure"]["estimate"]
    assert estimate["estimate"] == pytest.approx(33.3333, abs=1e-4)
    assert estimate["interval"]["low"] == pytest.approx(-51.3331, abs=1e-3)
    assert estimate["interval"]["high"] == pytest.approx(84.6665, abs=1e-3)


def test_nothing_that_was_typed_into_the_shop_is_kept(done: Done) -> None:
    """The consent text promises it; so does it that no secret of a link is logged."""
    log, files = done.place.batches(), done.place.bytes_kept()

    assert b"order-placed" in log
    for typed in ("Kim Vale", "kim@example.org", "Mill Lane", "1234567812345678", "LEAF-2407"):
        assert typed.encode() not in log
        assert typed not in str(done.shown)
    assert b"inv_" not in log + files
    assert b"ses_" not in log + files


def test_the_whole_study_can_be_done_by_keyboard_alone(fresh: Place) -> None:
    someone = walk_by_keyboard(fresh.context(), fresh.server.url)
    keys = Keys(someone.page)

    someone.enter(fresh.invite()["url"])
    someone.do_tasks(RIGHT)
    radio = someone.question("sus.1").locator("input[value='2']")
    keys.choose(radio)
    keys.choose(someone.question("sus.2").locator("input[value='1']"))
    keys.go_back_to(radio)
    someone.rate(SUS["p01"], 9, trust=["When it arrives"], hardest=HARDEST)

    someone.context.close()
    shown = fresh.show(someone.session)
    assert shown["outcomes"] == dict.fromkeys(someone.order, "completed")
    assert sorted(shown["outcomes"]) == sorted(TASKS)
    assert shown["is_complete"], shown["completeness"]
    assert shown["answers"]["trust"] == ["When it arrives"]
    assert shown["answers"]["hardest"] == HARDEST
    assert pick(shown["attempts"], task="buy-sencha")["answers"]["order-number"] == someone.number
    (sus, _) = fresh.report()["questionnaires"]
    assert sus["scores"] == [["p01", 82.5]]
    assert someone.complaints == []


def test_a_researcher_sees_all_of_it_without_an_error(done: Done) -> None:
    place, complaints = done.place, list[str]()
    page = place.context().new_page()
    watch(page, place.server.url, complaints)

    sign_in(place, page)
    page.get_by_role("link", name="Tea shop, two checkouts").click()
    page.wait_for_url(f"**/studies/{STUDY}")
    page.get_by_label("How many").fill("2")
    page.get_by_role("button", name="Make links").click()
    links = page.get_by_label("One link for each participant").input_value().split()
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_text("So far 3 of 5 were used")).to_be_visible()
    page.get_by_role("navigation", name="Study").get_by_role("link", name="Sessions").click()
    page.wait_for_url("**/sessions")
    rows = [flat(row) for row in page.locator("tbody tr").all_inner_texts()]
    page.get_by_role("link", name="p02", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Participant p02")
    chips = page.locator("article.attempt .head .chip").all_inner_texts()
    look_at_session(page, done.attempt("p02", "less-assam")["started_ms"])
    page.get_by_role("navigation", name="Study").get_by_role("link", name="Report").click()
    look_at_report(page)

    assert len(set(links)) == 2
    assert all(link.startswith(f"{place.server.url}/join/{STUDY}#inv_") for link in links)
    assert [row.split()[0] for row in rows] == ["p03", "p02", "p01"]
    assert all("finished" in row and row.endswith("complete") for row in rows)
    words = {"partial": "partial 50 %", "gave_up": "gave up"}
    expected = [OUTCOMES["p02"][task] for task in done.people["p02"].order]
    assert [flat(chip) for chip in chips] == [words.get(each, each) for each in expected]
    assert complaints == []
    page.context.close()


def figures_of(report: dict[str, Any]) -> dict[str, Any]:
    """Take out which study file words and tasks are shown from: that one did change."""
    stamp = {**report["provenance"], "study_version": None}
    return {**report, "provenance": stamp}


def test_a_corrected_criterion_changes_outcomes_only_when_asked(done: Done, copied: Place) -> None:
    """A study file is edited all the time; what was reported must not move by itself."""
    place = copied
    session, report = done.people["p02"].session, done.report
    place.edit_study("data: {tea: sencha, grams: 100}}", "data: {tea: sencha}}")
    place.edit_study(
        "equals: 5 to 8 working days}", "one_of: [3 to 5 working days, 5 to 8 working days]}"
    )

    untouched = place.rebuild()
    still = place.report()
    changed = place.rebuild("--with", "current")
    after = place.report()
    again = place.rebuild()
    page = place.context().new_page()
    sign_in(place, page)
    page.goto(f"{place.server.url}/studies/{STUDY}/report")
    shown = flat(page.locator("section[aria-labelledby=task-buy-sencha]").inner_text())
    page.context.close()
    back = place.rebuild("--with", "own")
    own = place.report()

    assert untouched == ["tea-shop: 3 sessions read again, no outcomes changed."]
    assert again == untouched
    assert figures_of(still) == figures_of(own) == figures_of(report)
    *lines, last = changed
    why = "(the criterion was partly met and is now met)"
    tasks = [task for task in done.people["p02"].order if task in ("buy-sencha", "aunt-in-norway")]
    assert lines == [f"{session} {task}: partial -> completed {why}" for task in tasks]
    assert last.startswith("tea-shop: 3 sessions read again, scored with ")
    assert last.endswith(", 2 outcomes changed.")
    hits = {task["id"]: task["completion"]["hits"] for task in after["tasks"]}
    assert hits == COMPLETED | {"buy-sencha": 3, "aunt-in-norway": 2}
    assert f"3 of 3 95 % interval {WORDS[3]}" in shown
    assert back[:-1] == [
        f"{session} {task}: completed -> partial (the criterion was met and is now partly met)"
        for task in tasks
    ]
