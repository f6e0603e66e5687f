"""Every route, tried by everybody: a deviation from the table of needs is a hole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from recorder.model.people import Role
from recorder.web.needs import FETCHED, NEEDS, Need
from tests.web.accounts import find_any_token
from tests.web.helpers import Site, find_token, list_cases, open_site, start

SAFE = {"GET", "HEAD", "OPTIONS"}

OPEN_TO_CHANGES = {
    "api.start_session",
    "check_wire.take_sign",
    "join.ask_consent",
    "join.ask_questions",
    "join.start",
    "media.take_part",
    "withdraw.ask_again",
    "withdraw.erase",
    "withdraw.show_stored",
}
"""Changes without a person's cookie and so without a token: a participant's, by a secret."""

WITHOUT_TOKEN = {"site.choose_theme"}
"""Changes of one browser's colours: where they come from is checked, and that is enough."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """An application that does not start a browser for each PDF that is asked for."""
    monkeypatch.setenv("RECORDER_CHROMIUM", str(tmp_path / "none"))
    with open_site(tmp_path) as made:
        yield made


@dataclass(frozen=True)
class Way:
    """One way to ask: a route, filled in, and a method."""

    endpoint: str
    path: str
    method: str


def list_ways(site: Site) -> Iterator[Way]:
    """List every route with every method, filled in with what exists where it matters."""
    session = start(site.client()).get_json()["session"]
    known = {"study_id": "shop", "session_id": session, "login": "owner", "filename": "copy.js"}
    for rule in site.app.url_map.iter_rules():
        path = fill(site, rule, known)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Way(rule.endpoint, path, method)


def fill(site: Site, rule: Rule, known: dict[str, str]) -> str:
    """Write an address of a rule."""
    values: dict[str, object] = {}
    for name in rule.arguments:
        kinds = re.search(rf"<any\((\w+)[^>]*:{name}>", rule.rule)
        is_number = re.search(rf"<(int|float)[^>]*:{name}>", rule.rule)
        values[name] = kinds[1] if kinds else 1 if is_number else known.get(name, "x")
    with site.app.test_request_context():
        built = rule.build(values)
    assert built is not None
    return built[1]


def ask(client: FlaskClient, way: Way, **changes: object) -> TestResponse:
    """Ask as a form of our own pages does."""
    data = {} if way.method in SAFE else {"csrf_token": find_any_token(client), **changes}
    return client.open(way.path, method=way.method, data=data, buffered=True)


def is_sent_to_sign_in(answer: TestResponse) -> bool:
    """Tell whether the answer leads a stranger to the sign-in page."""
    return answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in?next=")


def test_every_route_has_a_row_and_every_row_a_route(site: Site) -> None:
    """A page that somebody adds is closed until somebody decides who may see it."""
    endpoints = {rule.endpoint for rule in site.app.url_map.iter_rules()}

    assert endpoints == set(NEEDS)
    assert endpoints >= FETCHED


def test_a_route_without_a_row_is_the_owner_s(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(NEEDS, "plans.show_plan")

    assert site.person(Role.OWNER).get("/plan").status_code == 200
    assert site.person(Role.RESEARCHER).get("/plan").status_code == 403
    assert is_sent_to_sign_in(site.client().get("/plan"))


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_what_the_table_says_and_nothing_else(site: Site, role: Role) -> None:
    client = site.person(role)
    for way in list_ways(site):
        need = NEEDS[way.endpoint]

        status = ask(client, way).status_code

        if isinstance(need, frozenset):
            assert (status == 403) == (role not in need), (way, status)
        assert status != 405, way
        assert status < 500 or status in (501, 503), (way, status)
        if way.endpoint == "sign_in.sign_out":
            client = site.person(role)


def test_strangers_are_sent_to_sign_in_or_refused(site: Site) -> None:
    for way in list_ways(site):
        answer = ask(site.client(), way)

        is_kept_out = is_sent_to_sign_in(answer) or answer.status_code == 403
        if not isinstance(NEEDS[way.endpoint], Need):
            assert is_kept_out, way
        elif way.method in SAFE:
            assert not is_kept_out, way


def test_what_needs_nobody_is_told_one_by_one(site: Site) -> None:
    unsafe = {way.endpoint for way in list_ways(site) if way.method not in SAFE}

    assert {one for one in unsafe if NEEDS[one] is Need.NOBODY} == OPEN_TO_CHANGES


def test_no_change_is_made_without_a_token_or_from_another_site(site: Site) -> None:
    """The table of forged requests: whatever a browser was lured into is refused."""
    owner = site.owner()
    origins = [case["headers"]["Origin"] for case in list_cases("origin")]
    foreign = [{"Origin": origin} for origin in origins]
    foreign += [{"Sec-Fetch-Site": kind} for kind in ("cross-site", "same-site")]
    ways = [way for way in list_ways(site) if way.method not in SAFE]
    tried = [way for way in ways if NEEDS[way.endpoint] is not Need.NOBODY]
    good = {"csrf_token": find_token(owner.get("/account"))}

    for way in tried:
        if way.endpoint not in WITHOUT_TOKEN:
            wrong = {"csrf_token": good["csrf_token"] + "A"}
            assert owner.open(way.path, method=way.method).status_code == 403, way
            assert owner.open(way.path, method=way.method, data=wrong).status_code == 403, way
        for headers in foreign:
            answer = owner.open(way.path, method=way.method, data=good, headers=headers)
            assert answer.status_code == 403, (way, headers)

    assert len(tried) >= 20
    assert owner.get("/account").status_code == 200
