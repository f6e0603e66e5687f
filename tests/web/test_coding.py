"""Verdicts beside criteria: the list of disagreements, coding one by one, and agreeing."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recorder.model.attempts import Attempt
from recorder.model.ids import SessionId
from recorder.model.outcomes import Outcome
from recorder.model.people import Role
from recorder.readings import read_session_reading
from recorder.web.verdict_page import parse_moment, parse_score
from tests.web.helpers import NOW_MS, Site, find_token, list_cases, start
from tests.web.test_session_page import run_session


def take_part(site: Site, *, claim: str = "done", page: str = "/deep/") -> str:
    """Record a session whose participant made a claim on some page."""
    body = start(site.client()).get_json()
    events: list[dict[str, Any]] = [
        {"type": "page.viewed", "address": "/index.html"},
        {"type": "task.started", "task": "buy"},
        {"type": "page.viewed", "address": page},
        {"type": "task.ended", "task": "buy", "claim": claim},
        {"type": "session.ended", "why": "finished"},
        {"type": "epoch.ended", "last_seq": 5},
    ]
    site.append(body["token"], [{**each, "at_ms": 1_000.0 * n} for n, each in enumerate(events)])
    return str(body["session"])


def judge(client: FlaskClient, session: str, outcome: str, **form: str) -> TestResponse:
    return post(client, session, "", outcome=outcome, **form)


def post(client: FlaskClient, session: str, where: str, **form: str) -> TestResponse:
    page = client.get(f"/sessions/{session}/verdict?task=buy")
    given = {"csrf_token": find_token(page), "task": "buy", **form}
    return client.post(f"/sessions/{session}/verdict{where}", data=given)


def read(site: Site, session: str) -> Attempt:
    _, _, reading = read_session_reading(site.db, SessionId(session), now_ms=NOW_MS)
    return reading.attempts[0]


def test_an_attempt_whose_witnesses_disagree_is_listed_until_a_person_settles_it(
    site: Site, owner: FlaskClient
) -> None:
    take_part(site)

    listed = owner.get("/studies/shop/verdicts").text
    filtered = owner.get("/studies/shop/verdicts?show=people").text

    assert "The participant said done, but the criterion was not met." in listed
    assert "No attempt disagrees in this way." in filtered


def test_where_all_say_the_same_there_is_nothing_to_settle(site: Site, owner: FlaskClient) -> None:
    run_session(site)

    assert "Nothing to settle" in owner.get("/studies/shop/verdicts").text


def test_a_verdict_counts_and_goes_back_to_where_it_was_given(
    site: Site, owner: FlaskClient
) -> None:
    session = take_part(site)

    answer = judge(owner, session, "partial", score="40 %", reason="Found it, did not pay.")

    assert (answer.status_code, answer.location) == (303, f"/sessions/{session}#task-buy")
    attempt = read(site, session)
    assert (attempt.outcome, attempt.score) == (Outcome.PARTIAL, 0.4)
    assert (attempt.judged_by, attempt.reason) == ("owner", "Found it, did not pay.")


def test_a_verdict_against_the_criterion_needs_a_reason(site: Site, owner: FlaskClient) -> None:
    session = take_part(site)

    refused = judge(owner, session, "completed", reason=" ")
    taken = judge(owner, session, "completed", reason="The thank-you page did not load.")

    assert refused.status_code == 400
    assert "This goes against the criterion: please say why." in refused.text
    assert '<option value="completed" selected>' in refused.text
    assert taken.status_code == 303
    assert read(site, session).outcome is Outcome.COMPLETED


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"outcome": "perfect"}, "Please choose an outcome."),
        ({"outcome": "partial", "score": "much"}, "A score is a number from 0 to 100."),
        ({"outcome": "partial", "score": "140"}, "A score is a number from 0 to 100."),
    ],
)
def test_a_verdict_that_cannot_be_read_changes_nothing(
    site: Site, owner: FlaskClient, form: dict[str, str], words: str
) -> None:
    session = take_part(site)

    answer = post(owner, session, "", **form)

    assert answer.status_code == 400
    assert words in answer.text
    assert read(site, session).verdict is None


def test_a_verdict_is_taken_back_and_stays_in_the_history(site: Site, owner: FlaskClient) -> None:
    session = take_part(site)
    judge(owner, session, "failed")

    post(owner, session, "/taken-back")
    again = post(owner, session, "/taken-back")

    assert read(site, session).verdict is None
    assert again.status_code == 400
    page = owner.get(f"/sessions/{session}").text
    assert "Owner: failed" in page
    assert "Owner took the verdict back" in page


def test_who_codes_sees_others_verdicts_only_after_giving_one(site: Site) -> None:
    session = take_part(site)
    ada, bo = site.person(Role.RESEARCHER, "ada"), site.person(Role.REVIEWER, "bo")
    judge(ada, session, "partial", score="30", reason="Nearly there.")
    address = f"/sessions/{session}/verdict?task=buy&back=coding"

    before = [bo.get(address).text, bo.get(f"/sessions/{session}").text]
    judge(bo, session, "failed")
    after = [bo.get(address).text, bo.get(f"/sessions/{session}").text]

    assert not any("Nearly there." in page or "Ada: partial" in page for page in before)
    assert all("Ada: partial 30%" in page for page in after)
    assert "Somebody has judged it already." in before[0]
    assert "shown once you have judged it" in before[1]


def test_a_researcher_who_codes_is_blind_there_too(site: Site) -> None:
    session = take_part(site)
    ada, cy = site.person(Role.RESEARCHER, "ada"), site.person(Role.RESEARCHER, "cy")
    judge(ada, session, "failed")

    assert "Ada: failed" not in cy.get(f"/sessions/{session}/verdict?task=buy&back=coding").text
    assert "Ada: failed" in cy.get(f"/sessions/{session}/verdict?task=buy").text


def test_coding_goes_from_attempt_to_attempt_and_ends(site: Site) -> None:
    first = take_part(site)
    site.now_ms[0] += 60_000
    second = run_session(site)
    bo = site.person(Role.REVIEWER, "bo")

    begin = bo.get("/studies/shop/coding/next")
    onward = judge(bo, first, "failed", back="coding")
    then = bo.get("/studies/shop/coding/next")
    judge(bo, second, "completed", back="coding")
    end = bo.get("/studies/shop/coding/next", follow_redirects=True)

    assert first in begin.location
    assert onward.location == "/studies/shop/coding/next"
    assert second in then.location
    assert "You have judged every attempt." in end.text
    assert "2 of 2 attempts judged" in end.text


def test_agreement_is_measured_and_what_differs_is_settled_together(site: Site) -> None:
    sessions = [take_part(site) for _ in range(3)] + [run_session(site)]
    ada, bo = site.person(Role.RESEARCHER, "ada"), site.person(Role.REVIEWER, "bo")
    for session, of_ada, of_bo in zip(
        sessions,
        ("failed", "failed", "gave_up", "completed"),
        ("failed", "failed", "failed", "completed"),
        strict=True,
    ):
        judge(ada, session, of_ada)
        judge(bo, session, of_bo)

    page = ada.get("/studies/shop/coding").text
    settled = post(
        ada, sessions[2], "/agreed", outcome="gave_up", reason="They said so.", back="reconcile"
    )
    after = ada.get("/studies/shop/coding").text

    assert "3 of 4" in page.replace("\u00a0", " ")
    assert "Cohen&#39;s kappa" in page
    # By hand: (0.75 - 0.4375) / (1 - 0.4375) with rows 2/1/1 and columns 3/0/1.
    assert "0.56" in page
    assert "Ada: gave up, Bo: failed" in page
    assert settled.location == "/studies/shop/coding"
    assert "judged differently by somebody else" in after
    assert "0.56" in after
    assert read(site, sessions[2]).outcome is Outcome.GAVE_UP


def test_an_agreement_is_taken_back(site: Site) -> None:
    session = take_part(site)
    ada, bo = site.person(Role.RESEARCHER, "ada"), site.person(Role.REVIEWER, "bo")
    judge(ada, session, "gave_up")
    judge(bo, session, "failed")
    post(ada, session, "/agreed", outcome="gave_up")
    page = ada.get(f"/sessions/{session}/verdict?task=buy").text
    act = page.split('name="agreed" value="')[1].split('"')[0]

    answer = post(ada, session, "/taken-back", agreed=act)
    again = post(ada, session, "/taken-back", agreed=act)

    assert "Ada and Bo agreed: gave up" in page
    assert (answer.status_code, again.status_code) == (303, 400)
    assert read(site, session).outcome is Outcome.FAILED


def test_one_person_agrees_with_nobody(site: Site, owner: FlaskClient) -> None:
    session = take_part(site)
    judge(owner, session, "failed")

    answer = post(owner, session, "/agreed", outcome="failed")

    assert answer.status_code == 400
    assert "Two people have to judge it before they agree." in answer.text


def test_a_corrected_window_is_counted_and_told(site: Site, owner: FlaskClient) -> None:
    session = take_part(site)

    answer = post(owner, session, "/window", started="0:01.5", ended="2.75")
    page = owner.get(f"/sessions/{session}").text

    assert answer.status_code == 303
    attempt = read(site, session)
    assert (attempt.started_ms, attempt.ended_ms, attempt.raw_ms) == (1_500, 2_750, 1_250)
    assert "Owner corrected when it began or ended" in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"started": "soon"}, "A moment is written as minutes and seconds"),
        ({"started": "2", "ended": "1"}, "The end must come after the start."),
    ],
)
def test_a_window_that_makes_no_sense_is_refused_in_words(
    site: Site, owner: FlaskClient, form: dict[str, str], words: str
) -> None:
    session = take_part(site)

    answer = post(owner, session, "/window", **form)

    assert (answer.status_code, words in answer.text) == (400, True)


def test_what_was_never_begun_cannot_be_judged(site: Site, owner: FlaskClient) -> None:
    session = start(site.client()).get_json()["session"]

    assert owner.get(f"/sessions/{session}/verdict?task=buy").status_code == 404
    assert owner.get(f"/sessions/{session}/verdict?task=none").status_code == 404


def test_observers_see_what_was_judged_and_judge_nothing(site: Site, owner: FlaskClient) -> None:
    session = take_part(site)
    judge(owner, session, "failed")
    watcher = site.person(Role.OBSERVER)

    page = watcher.get(f"/sessions/{session}")
    refused = watcher.post(
        f"/sessions/{session}/verdict",
        data={"csrf_token": find_token(page), "task": "buy", "outcome": "failed"},
    )

    assert "Who judged what" in page.text
    assert "Give your verdict" not in page.text
    assert refused.status_code == 403


@pytest.mark.parametrize("case", list_cases("xss-text"), ids=lambda case: str(case["id"]))
def test_a_hostile_reason_is_shown_and_never_run(
    site: Site, owner: FlaskClient, case: dict[str, Any]
) -> None:
    text = case["inject"]["*TEXT*"]
    session = take_part(site)
    judge(owner, session, "failed", reason=text)

    for path in (f"/sessions/{session}", f"/sessions/{session}/verdict?task=buy"):
        page = owner.get(path).text

        if "<" in text:
            assert text not in page


@pytest.mark.parametrize(
    ("written", "ms"), [("", None), ("83.4", 83_400), ("1:23,4", 83_400), ("1:00:01", 3_601_000)]
)
def test_a_moment_is_read_as_people_write_it(written: str, ms: float | None) -> None:
    assert parse_moment(written) == ms


@pytest.mark.parametrize("written", ["-1", "nan", "inf", "1:-2", "a", "1:2:3:4", "1e9"])
def test_what_is_no_moment_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_moment(written)


@pytest.mark.parametrize("written", ["-1", "nan", "101", "x"])
def test_what_is_no_score_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_score(written)
