"""The live room's page: who may open it, what it is told, and the ways to it."""

import html
import json
from typing import Any

from flask.testing import FlaskClient

from recorder.model.people import Role
from tests.web.helpers import Site, start
from tests.web.test_session_page import run_session


def _read_facts(page: str) -> dict[str, Any]:
    written = page.split('data-room="')[1].split('"')[0]
    facts = json.loads(html.unescape(written))
    assert isinstance(facts, dict)
    return facts


def test_a_room_is_told_what_its_script_needs(site: Site, owner: FlaskClient) -> None:
    session = start(site.client()).get_json()["session"]

    facts = _read_facts(owner.get(f"/sessions/{session}/room").text)

    assert (facts["session"], facts["me"]["role"]) == (session, "owner")
    assert facts["now_ms"] == site.now_ms[0]
    assert facts["started_ms"] <= facts["now_ms"]
    assert facts["tasks"] == [{"id": "buy", "title": "Buy a thing", "scenario": "Buy it."}]
    assert [marker["key"] for marker in facts["markers"]] == ["1", "2", "3", "4", "5", "6"]
    assert facts["ticket"]


def test_a_room_without_scripts_leads_to_the_session(site: Site, owner: FlaskClient) -> None:
    session = run_session(site)

    page = owner.get(f"/sessions/{session}/room").text

    assert f'needs JavaScript. <a href="/sessions/{session}">' in page


def test_only_the_room_may_hold_a_frame_and_only_one_of_ours(
    site: Site, owner: FlaskClient
) -> None:
    session = run_session(site)

    policy = owner.get(f"/sessions/{session}/room").headers["Content-Security-Policy"]

    assert "frame-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy


def test_a_withdrawn_session_has_no_room(site: Site, owner: FlaskClient) -> None:
    started = start(site.client()).get_json()
    site.client().post("/withdraw/erase", data={"code": started["withdrawal_code"]})

    answer = owner.get(f"/sessions/{started['session']}/room")

    assert answer.headers.get("Location") == f"/sessions/{started['session']}"


def test_findings_say_what_the_criterion_found(site: Site, owner: FlaskClient) -> None:
    session = run_session(site)

    answer = owner.get(f"/sessions/{session}/room/findings.json").get_json()

    assert [(one["task"], one["words"]) for one in answer["findings"]] == [("buy", "met")]
    assert "reached /thanks.html" in " ".join(answer["findings"][0]["reasons"])


def test_sessions_in_progress_lead_to_their_room_and_others_do_not(
    site: Site, owner: FlaskClient
) -> None:
    going = start(site.client()).get_json()["session"]
    over = run_session(site)

    rows = owner.get("/studies/shop/sessions").text

    assert f'href="/sessions/{going}/room"' in rows
    assert f'href="/sessions/{over}/room"' not in rows
    assert f'href="/sessions/{going}/room"' in owner.get(f"/sessions/{going}").text


def test_reviewers_are_not_led_to_a_room_that_they_may_not_open(site: Site) -> None:
    going = start(site.client()).get_json()["session"]
    reviewer = site.person(Role.REVIEWER)

    assert "/room" not in reviewer.get(f"/sessions/{going}").text
    assert reviewer.get(f"/sessions/{going}/room").status_code == 403
