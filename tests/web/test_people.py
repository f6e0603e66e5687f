import os
import re
import stat

import pytest
from flask.testing import FlaskClient

from recorder.storage.sign_ins import IDLE_MS, LONGEST_MS
from recorder.web.installation import first_key, read_secret
from tests.web.helpers import Site, find_token, list_cases


def test_a_sign_in_link_works_once(site: Site) -> None:
    client, other = site.client(), site.client()
    link = site.sign_in_address()  # as it is pasted from the terminal

    def sign_in(browser: FlaskClient, key: str) -> int:
        token = find_token(browser.get("/sign-in"))
        return browser.post("/sign-in", data={"key": key, "csrf_token": token}).status_code

    assert sign_in(client, "sgn_AAAAAAAAAAAAAAAAAAAAAA") == 403
    assert sign_in(client, link) == 303
    assert sign_in(other, link) == 403
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 303


def test_a_sign_in_ends_after_twelve_hours_however_busy(site: Site, owner: FlaskClient) -> None:
    for _ in range(LONGEST_MS // (IDLE_MS // 2) - 1):
        site.now_ms[0] += IDLE_MS / 2
        assert owner.get("/").status_code == 200

    site.now_ms[0] += IDLE_MS / 2

    assert owner.get("/").status_code == 303


def test_a_sign_in_ends_after_an_hour_without_a_sign(site: Site, owner: FlaskClient) -> None:
    site.now_ms[0] += IDLE_MS - 1
    assert owner.get("/").status_code == 200

    site.now_ms[0] += IDLE_MS

    assert owner.get("/").status_code == 303


def test_signing_out_closes_the_pages(owner: FlaskClient) -> None:
    token = find_token(owner.get("/"))

    owner.post("/sign-out", data={"csrf_token": token})

    assert owner.get("/").status_code == 303


def test_the_cookie_is_for_the_server_only(owner: FlaskClient) -> None:
    cookie = owner.get_cookie("recorder")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"

    owner.set_cookie("recorder", f"{cookie.value[:-2]}AA", domain="localhost")

    assert owner.get("/").status_code == 303


def test_the_secret_is_made_once_and_is_its_owners_only(site: Site) -> None:
    path = site.settings.secret_file

    assert read_secret(path) == read_secret(path)
    assert first_key(read_secret(path)).startswith("own_")
    assert first_key(read_secret(path)) not in path.read_text()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("case", list_cases("redirect"), ids=lambda case: str(case["id"]))
def test_signing_in_never_leads_to_another_site(site: Site, case: dict[str, str]) -> None:
    client = site.client()
    page = client.get("/sign-in", query_string={"next": case["value"]})
    key = site.sign_in_address()

    answer = client.post(
        "/sign-in", data={"key": key, "csrf_token": find_token(page), "next": case["value"]}
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "evil.test" not in page.text


def test_signing_in_leads_back_to_a_page_of_ours(site: Site) -> None:
    client = site.client()
    sent = client.get("/studies/shop")
    page = client.get(sent.headers["Location"])
    key = site.sign_in_address()

    answer = client.post(
        "/sign-in", data={"key": key, "csrf_token": find_token(page), "next": "/studies/shop"}
    )

    assert answer.headers["Location"] == "/studies/shop"


def test_a_forged_form_changes_nothing(owner: FlaskClient) -> None:
    token = find_token(owner.get("/studies/shop"))
    good = {"csrf_token": token, "count": "2"}
    path = "/studies/shop/invitations"

    assert owner.post(path, data={"count": "2"}).status_code == 403
    assert owner.post(path, data={**good, "csrf_token": f"{token}A"}).status_code == 403
    for origin in [case["headers"]["Origin"] for case in list_cases("origin")]:
        assert owner.post(path, data=good, headers={"Origin": origin}).status_code == 403
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert owner.post(path, data=good, headers=cross).status_code == 403
    assert owner.post(path, data=good).status_code == 200


def test_the_host_header_makes_no_links(owner: FlaskClient) -> None:
    """Links come from the configured address, whatever a request claims."""
    page = owner.get("/studies/shop", base_url="http://evil.test")
    assert page.status_code == 303  # the cookie belongs to another host

    token = find_token(owner.get("/studies/shop"))
    links = owner.post(
        "/studies/shop/invitations",
        data={"csrf_token": token, "count": "1"},
        headers={"X-Forwarded-Host": "evil.test"},
    )

    assert "http://127.0.0.1:8765/join/shop#inv_" in links.text
    assert "evil.test" not in links.text


def test_scripts_of_a_prototype_find_no_token_on_open_pages(owner: FlaskClient) -> None:
    """With one they could open a live room, or send forms, as the person who looks on."""
    fetched = {"Sec-Fetch-Dest": "empty", "Sec-Fetch-Site": "same-origin"}

    token = re.compile(r'name="csrf[_-]token" (value|content)="[^"]')
    assert token.search(owner.get("/help").text)
    for path in ("/help", "/help/running", "/withdraw", "/join/shop", "/sign-in", "/nope"):
        assert not token.search(owner.get(path, headers=fetched).text)


def test_scripts_of_a_prototype_cannot_fetch_researcher_pages(owner: FlaskClient) -> None:
    """Prototypes share the origin, so the cookie alone must not be enough."""
    fetched = {"Sec-Fetch-Dest": "empty", "Sec-Fetch-Site": "same-origin"}

    assert owner.get("/studies/shop", headers={"Sec-Fetch-Dest": "document"}).status_code == 200
    assert owner.get("/studies/shop", headers=fetched).status_code == 403
    assert owner.get("/studies/shop/check.json", headers=fetched).status_code == 403
    ours = {**fetched, "X-CSRFToken": find_token(owner.get("/studies/shop/check"))}
    assert owner.get("/studies/shop/check.json", headers=ours).status_code == 200
    assert owner.get("/studies/shop", headers=ours).status_code == 403
