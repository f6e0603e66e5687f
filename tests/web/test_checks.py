from flask.testing import FlaskClient

from tests.web.helpers import NOW_MS, Site

OWN = {"Origin": "http://127.0.0.1:8765"}


def tell(site: Site, *, study: str = "shop", origin: str = OWN["Origin"]) -> int:
    body = {"v": 1, "check": "shop", "study": study, "address": "/index.html"}
    return site.client().post("/v1/check", json=body, headers={"Origin": origin}).status_code


def ask(owner: FlaskClient, since_ms: float = NOW_MS) -> dict[str, str]:
    found: dict[str, str] = owner.get(f"/studies/shop/check.json?since_ms={since_ms}").get_json()
    return found


def test_a_page_that_answers_turns_the_light_green(site: Site, owner: FlaskClient) -> None:
    before = ask(owner)
    tell(site)
    after = ask(owner)

    assert (before["state"], after["state"]) == ("waiting", "good")


def test_an_old_answer_is_no_answer(site: Site, owner: FlaskClient) -> None:
    tell(site)

    assert ask(owner, NOW_MS + 1)["state"] == "waiting"


def test_a_wrong_study_and_a_wrong_site_are_said_in_words(site: Site, owner: FlaskClient) -> None:
    tell(site, study="other")
    wrong_study = ask(owner)
    tell(site, origin="https://elsewhere.example")
    wrong_site = ask(owner)

    assert (wrong_study["state"], wrong_site["state"]) == ("bad", "bad")
    assert 'data-study="shop"' in wrong_study["words"]
    assert "origins: [https://elsewhere.example]" in wrong_site["words"]


def test_nonsense_and_unknown_studies_are_refused(site: Site) -> None:
    client = site.client()

    assert client.post("/v1/check", data=b"{").status_code == 400
    assert client.post("/v1/check", json={"check": "nowhere"}).status_code == 404
