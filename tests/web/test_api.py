import pytest
from flask.testing import FlaskClient

from recorder.model.ids import StudyId
from recorder.storage.erasure import erase_session
from recorder.storage.invitations import add_invitations
from recorder.storage.sessions import list_sessions
from recorder.storage.studies import close_study
from tests.web.helpers import NOW_MS, Site, start, write_study

SHOP = StudyId("shop")


def test_a_session_starts_with_everything_a_page_needs(client: FlaskClient) -> None:
    answer = start(client)

    assert answer.status_code == 201
    body = answer.get_json()
    assert body["token"].startswith("ses_")
    assert body["participant"] == "p01"
    assert [task["id"] for task in body["tasks"]] == ["buy"]
    assert body["start"].endswith(f"/prototype/shop/index.html#recorder={body['token']}")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_without_consent_nothing_is_stored(site: Site) -> None:
    """Consent to an older text is none; neither is a choice that was never offered."""
    client = site.client()

    answers = [
        start(client, consent=None),
        start(client, consent={"version": 1, "choices": {}}),
        start(client, consent={"version": 2, "choices": {"sell": True}}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 400]
    assert answers[0].get_json()["error"] == "consent_required"
    assert list_sessions(site.db, SHOP) == []


def test_an_invitation_starts_one_session(site: Site) -> None:
    (invitation,) = add_invitations(site.db, SHOP, 1, now_ms=NOW_MS)
    client = site.client()

    first = start(client, invite=invitation.secret)
    second = start(client, invite=invitation.secret)

    assert first.status_code == 201
    assert (second.status_code, second.get_json()["error"]) == (409, "invite_used")


def test_what_is_unknown_is_not_found(client: FlaskClient) -> None:
    assert start(client, study="nowhere").status_code == 404
    assert start(client, study="../shop").status_code == 404
    assert start(client, invite="inv_AAAAAAAAAAAAAAAAAAAAAA").status_code == 404


def test_a_closed_study_is_gone(site: Site) -> None:
    close_study(site.db, SHOP, now_ms=NOW_MS)

    answer = start(site.client())

    assert (answer.status_code, answer.get_json()["error"]) == (410, "closed")


def test_a_study_by_invitation_lets_nobody_else_in_not_even_as_a_try(site: Site) -> None:
    """Only a signed-in person may try such a study."""
    write_study(site.settings.studies, is_open=False)

    assert start(site.client()).status_code == 403
    assert start(site.client(), test=True).status_code == 403


def test_nonsense_is_refused_without_echo(client: FlaskClient) -> None:
    for body in (b"", b"{", b"[]", b'{"v":1}', b'{"v":1,"study":"shop","evil":"<b>"}', b"\xff"):
        answer = client.post("/v1/sessions", data=body)

        assert answer.status_code == 400
        assert b"evil" not in answer.data


def test_twenty_refusals_a_minute_and_then_patience(site: Site) -> None:
    """A classroom shares one address: who has a valid invitation still comes in."""
    client = site.client()
    (invitation,) = add_invitations(site.db, SHOP, 1, now_ms=NOW_MS)
    wrong = {"invite": "inv_AAAAAAAAAAAAAAAAAAAAAA"}

    statuses = [start(client, **wrong).status_code for _ in range(21)]

    assert statuses == [404] * 20 + [429]
    assert start(client, invite=invitation.secret).status_code == 201
    site.now_ms[0] += 60_000
    assert start(client, **wrong).status_code == 404


def test_a_token_reads_its_own_session(site: Site) -> None:
    client = site.client()
    body = start(client).get_json()
    bearer = {"Authorization": f"Bearer {body['token']}"}
    site.append(body["token"], [{"type": "task.shown", "at_ms": 5.0, "task": "buy"}])

    answer = client.get("/v1/session", headers=bearer)

    told = answer.get_json()
    assert answer.status_code == 200
    assert (told["session"], told["state"], told["study"]) == (body["session"], "open", "shop")
    assert told["progress"] == {
        "task": "buy",
        "phase": "scenario",
        "met": False,
        "answered": [],
    }
    assert told["has_after_study"] is True
    assert "/after/shop/" in told["after"]
    assert [question["id"] for question in told["tasks"][0]["questions"]] == ["seq", "why"]
    assert "thanks.html" not in answer.text  # where success lies stays secret


@pytest.mark.parametrize(
    ("language", "direction", "done", "step", "optional"),
    [
        ("de-CH", "ltr", "Ich bin fertig", "Aufgabe 1 von 1", "freiwillig"),
        ("ar", "rtl", "I'm done", "Task 1 of 1", "optional"),
    ],
)
def test_the_panel_is_told_what_to_say_in_the_study_s_language(
    site: Site, language: str, direction: str, done: str, step: str, optional: str
) -> None:
    """So another language needs no other bundle; English stands where there are no words."""
    write_study(site.settings.studies, language=language)
    client = site.client()
    bearer = {"Authorization": f"Bearer {start(client).get_json()['token']}"}

    told = client.get("/v1/session", headers=bearer).get_json()

    assert (told["language"], told["direction"]) == (language, direction)
    assert told["words"]["done"] == done
    assert told["tasks"][0]["step"] == step
    seq, why = told["tasks"][0]["questions"]
    assert (seq["choices"], why["choices"]) == (["1", "2", "3", "4", "5", "6", "7"], [])
    assert seq["hint"] == f"{optional} · 1 = Very difficult · 7 = Very easy"
    assert why["hint"] == optional


def test_every_other_token_is_unknown(site: Site) -> None:
    client = site.client()
    token = start(client).get_json()["token"]
    wrong = ["", "a", token.upper(), f"{token}=", "%", ":token", token[:-1]]

    for value in wrong:
        answer = client.get("/v1/session", headers={"Authorization": f"Bearer {value}"})
        assert (answer.status_code, answer.get_json()["error"]) == (401, "unknown_token")
    assert client.get(f"/v1/session?token={token}").status_code == 401


def test_a_session_is_told_what_browser_asks_and_only_coarsely(site: Site) -> None:
    client = site.client()
    agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    headers = {
        "Authorization": f"Bearer {start(client).get_json()['token']}",
        "User-Agent": agent,
    }

    answer = client.get("/v1/session", headers=headers)

    assert answer.get_json()["device"] == {
        "browser": "Firefox",
        "os": "Windows",
        "device": "desktop",
    }
    assert "Gecko" not in answer.text


def test_answers_of_the_wire_are_kept_nowhere(site: Site) -> None:
    """They hold tokens and what a participant did: no cache may have them."""
    client = site.client()
    started = start(client)
    bearer = {"Authorization": f"Bearer {started.get_json()['token']}"}

    for answer in (started, client.get("/v1/session", headers=bearer), client.get("/v1/session")):
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_withdrawn_session_says_so(site: Site) -> None:
    client = site.client()
    token = start(client).get_json()["token"]
    (session,) = list_sessions(site.db, SHOP)
    erase_session(site.db, session.id, now_ms=NOW_MS)

    answer = client.get("/v1/session", headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, answer.get_json()["error"]) == (410, "withdrawn")


def test_a_browser_may_ask_first(client: FlaskClient) -> None:
    for path in ("/v1/session", "/v1/sessions", "/v1/studies/shop", "/v1/check"):
        answer = client.options(path, headers={"Origin": "https://shop.example"})

        assert answer.status_code == 204
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]


def test_a_study_tells_what_one_may_know_before_consent(client: FlaskClient) -> None:
    answer = client.get("/v1/studies/shop")

    body = answer.get_json()
    assert (body["study"], body["consent"]["version"], body["tasks"]) == ("shop", 2, 1)
    assert "Buy it" not in answer.text
    assert client.get("/v1/studies/nowhere").status_code == 404
