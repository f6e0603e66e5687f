import csv
import io

import pytest
from flask.testing import FlaskClient

from recorder.model.audits import AuditAct, AuditEntry
from recorder.model.people import Role
from recorder.storage.audit import add_audit, list_audit
from recorder.storage.verification import verify_log
from tests.web.accounts import OTHER, PASSWORD, make_owner, post, sign_in, signed_in
from tests.web.helpers import Site
from tests.web.test_session_page import run_session

WORDS = "what somebody said"


def list_acts(site: Site) -> list[tuple[str, str, str]]:
    """List who did what to what, the oldest first."""
    lines = reversed(list_audit(site.db, most=0))
    return [(line.person, line.act, line.object) for _, line in lines]


def test_the_life_of_an_account_is_written_down(site: Site) -> None:
    make_owner(site)
    client = signed_in(site)
    sign_in(site.client(), "ada", OTHER)
    sign_in(site.client(), "a password in the wrong field", OTHER)
    post(client, "/account/password", page="/account", present=PASSWORD, password=OTHER)
    post(client, "/people", role="observer")
    post(client, "/sign-out", page="/")

    assert list_acts(site) == [
        ("", "person added", "ada"),
        ("ada", "signed in", "ada"),
        ("ada", "signed in", "ada"),
        ("", "sign-in failed", "ada"),
        ("", "sign-in failed", ""),
        ("ada", "password changed", "ada"),
        ("ada", "colleague invited", ""),
        ("ada", "signed out", ""),
    ]
    assert verify_log(site.db) == []


def test_what_is_done_with_a_session_is_written_down_without_anybody_s_words(site: Site) -> None:
    session = run_session(site, WORDS)
    owner = site.owner()
    page = f"/sessions/{session}"
    post(owner, page, page="/account", reason=WORDS)
    post(owner, page, page="/account", include="yes")
    owner.get("/studies/shop/sessions.csv")
    owner.get("/studies/shop/report.json")
    post(owner, f"{page}/erase", participant="p01")

    acts = list_acts(site)
    assert acts[1:] == [
        ("owner", "session left out", session),
        ("owner", "session taken back in", session),
        ("owner", "downloaded", "shop"),
        ("owner", "downloaded", "shop"),
        ("owner", "data erased", session),
    ]
    assert WORDS not in str(list_audit(site.db, most=0))


def test_reading_a_page_writes_nothing(site: Site, owner: FlaskClient) -> None:
    run_session(site)
    before = list_acts(site)

    for path in ("/", "/studies/shop", "/studies/shop/report", "/audit", "/people", "/account"):
        owner.get(path)

    assert list_acts(site) == before


def test_the_log_can_be_filtered_and_paged(site: Site, owner: FlaskClient) -> None:
    for number in range(120):
        person = "ada" if number % 2 else "bob"
        line = AuditEntry(
            site.now_ms[0], person, "owner", AuditAct.DOWNLOADED, f"study-{number:03}"
        )
        add_audit(site.db, line)

    first = owner.get("/audit").text
    older = owner.get("/audit?before=22").text
    adas = owner.get("/audit?person=ada&act=downloaded").text

    assert ("study-119" in first, "study-019" in first) == (True, False)
    assert "before=22" in first
    assert ("study-019" in older, "study-020" in older) == (True, False)
    assert "Older lines" not in older
    assert ("study-119" in adas, "study-118" in adas) == (True, False)
    assert "No line is like that" in owner.get("/audit?person=nobody").text


def test_the_table_has_every_line_and_no_formula(site: Site, owner: FlaskClient) -> None:
    line = AuditEntry(site.now_ms[0], "ada", "owner", AuditAct.DOWNLOADED, "=1+1", "@sum")
    add_audit(site.db, line)

    answer = owner.get("/audit.csv")
    rows = list(csv.reader(io.StringIO(answer.text)))

    assert rows[0] == ["number", "time", "person", "role", "act", "object", "detail"]
    assert rows[2][2:] == ["ada", "owner", "downloaded", "'=1+1", "'@sum"]
    assert rows[1][2:6] == ["owner", "owner", "downloaded", "audit log"]


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.OBSERVER, Role.REVIEWER])
def test_only_owners_read_it(site: Site, role: Role) -> None:
    client = site.person(role)

    assert (client.get("/audit").status_code, client.get("/audit.csv").status_code) == (403, 403)
    assert "/audit" not in client.get("/").text
