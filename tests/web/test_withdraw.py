from recorder.config import LIMITS
from recorder.model.ids import StudyId
from recorder.storage.sessions import list_sessions
from tests.web.helpers import Site, start


def test_a_participant_sees_what_is_stored_and_erases_it(site: Site) -> None:
    client = site.client()
    body = start(client).get_json()
    answer = {"type": "rating.given", "question": "sus.1", "value": "<b>5</b>"}
    site.append(body["token"], [{**answer, "at_ms": 1.0}, {"type": "page.shown", "at_ms": 2.0}])
    code = {"code": body["withdrawal_code"].lower().replace("-", " ")}

    stored = client.post("/withdraw", data=code)
    asked = client.post("/withdraw/confirm", data=code)
    erased = client.post("/withdraw/erase", data=code)

    assert "p01" in stored.text
    assert "Pages seen" in stored.text
    assert "&lt;b&gt;5&lt;/b&gt;" in stored.text
    assert "cannot be undone" in asked.text
    assert "Your data are erased" in erased.text
    assert list_sessions(site.db, StudyId("shop"))[0].state == "withdrawn"
    assert client.post("/withdraw", data=code).status_code == 404


def test_nothing_is_erased_without_the_code(site: Site) -> None:
    client = site.client()
    start(client)

    assert client.get("/withdraw/erase").status_code == 405
    assert client.post("/withdraw/erase", data={"code": "AAAA"}).status_code == 404
    assert list_sessions(site.db, StudyId("shop"))[0].state == "open"


def test_guessing_codes_ends_after_a_while(site: Site) -> None:
    client = site.client()
    code = start(client).get_json()["withdrawal_code"]

    tries = [
        client.post("/withdraw", data={"code": f"{number}"}).status_code
        for number in range(LIMITS.code_guesses_per_hour + 1)
    ]

    assert tries == [404] * LIMITS.code_guesses_per_hour + [429]
    assert client.post("/withdraw", data={"code": code}).status_code == 429
    site.now_ms[0] += 3_600_000
    assert client.post("/withdraw", data={"code": code}).status_code == 200


def test_the_page_speaks_the_browser_s_language(site: Site) -> None:
    page = site.client().get("/withdraw", headers={"Accept-Language": "de-CH,de;q=0.9"}).text

    assert '<html lang="de"' in page
    assert "Widerrufs-Code" in page
