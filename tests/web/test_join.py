import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recorder.model.ids import StudyId
from recorder.storage.invitations import add_invitations, list_invitations
from recorder.storage.sessions import list_sessions
from recorder.storage.studies import close_study
from tests.web.helpers import NOW_MS, Site, write_study

SHOP = StudyId("shop")
AGREED = {"agreed": "yes", "version": "2", "screener.age": "Yes"}


def agree(client: FlaskClient, **changes: str) -> TestResponse:
    return client.post("/join/shop/start", data={**AGREED, **changes})


def test_a_participant_comes_in_step_by_step(site: Site) -> None:
    client = site.client()

    welcome = client.get("/join/shop")
    questions = client.post("/join/shop/questions", data={"invite": ""})
    consent = client.post("/join/shop/consent", data={"screener.age": "Yes"})
    ready = agree(client, **{"choice.quotes": "yes"})

    assert "A small shop" in welcome.text
    assert "Are you 18 or older?" in questions.text
    assert "We record what you click." in consent.text
    assert "You are ready" in ready.text
    (session,) = list_sessions(site.db, SHOP)
    assert session.choices == {"quotes": True}
    assert session.screener == {"age": "Yes"}
    assert re.search(r'href="[^"]+/prototype/shop/index\.html#recorder=ses_', ready.text)


def test_choices_are_never_ticked_beforehand(client: FlaskClient) -> None:
    page = client.post("/join/shop/consent", data={"screener.age": "Yes"}).text

    assert 'type="checkbox"' in page
    assert "checked" not in page


def test_text_of_the_study_is_text(client: FlaskClient) -> None:
    page = client.post("/join/shop/consent", data={"screener.age": "Yes"}).text

    assert "&lt;script&gt;alert(&#34;text of the consent&#34;)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_who_refuses_leaves_no_trace(site: Site) -> None:
    answer = agree(site.client(), agreed="no")

    assert (answer.status_code, "That is fine" in answer.text) == (200, True)
    assert list_sessions(site.db, SHOP) == []


def test_who_is_not_looked_for_leaves_no_trace(site: Site) -> None:
    client = site.client()

    kind = client.post("/join/shop/consent", data={"screener.age": "No"})
    forged = agree(client, **{"screener.age": "No"})

    assert "Thank you for your time" in kind.text
    assert "Thank you for your time" in forged.text
    assert list_sessions(site.db, SHOP) == []


def test_a_missing_answer_is_asked_for(client: FlaskClient) -> None:
    page = client.post("/join/shop/consent", data={"screener.age": "perhaps"}).text

    assert 'role="alert"' in page
    assert "Are you 18 or older?" in page


def test_looking_uses_no_invitation_up(site: Site) -> None:
    """Mail scanners and link previews open what they find."""
    (invitation,) = add_invitations(site.db, SHOP, 1, now_ms=NOW_MS)
    client = site.client()

    client.get("/join/shop")
    client.head("/join/shop")
    client.get("/join/shop/start")
    client.post("/join/shop/questions", data={"invite": str(invitation.secret)})

    assert list_invitations(site.db, SHOP)[0].used == 0


def test_an_invitation_may_be_pasted_as_a_whole_link(site: Site) -> None:
    write_study(site.settings.studies, is_open=False)
    (invitation,) = add_invitations(site.db, SHOP, 1, now_ms=NOW_MS)

    answer = agree(site.client(), invite=f" http://127.0.0.1/join/shop#{invitation.secret} ")

    assert answer.status_code == 200
    assert len(list_sessions(site.db, SHOP)) == 1


def test_sending_the_page_again_shows_the_same_session(site: Site) -> None:
    client = site.client()

    first = agree(client, once="drawn-by-the-page")
    second = agree(client, once="drawn-by-the-page")

    assert first.text == second.text
    assert len(list_sessions(site.db, SHOP)) == 1


def test_a_used_or_unknown_invitation_is_refused_before_anything_is_asked(site: Site) -> None:
    """Nobody should answer questions and read a consent text for nothing."""
    (invitation,) = add_invitations(site.db, SHOP, 1, now_ms=NOW_MS)
    agree(site.client(), invite=str(invitation.secret))

    used, unknown = (
        site.client().post("/join/shop/questions", data={"invite": secret})
        for secret in (str(invitation.secret), "inv_AAAAAAAAAAAAAAAAAAAAAA")
    )

    assert (used.status_code, unknown.status_code) == (409, 404)
    assert "This invitation has been used" in used.text
    assert "This invitation is not known" in unknown.text


def test_a_used_invitation_says_how_to_go_on(site: Site) -> None:
    (invitation,) = add_invitations(site.db, SHOP, 1, now_ms=NOW_MS)
    agree(site.client(), invite=str(invitation.secret), once="first")

    answer = agree(site.client(), invite=str(invitation.secret), once="second")

    assert answer.status_code == 409
    assert "This invitation has been used" in answer.text
    assert "link below" not in answer.text
    assert "data-continue" in answer.text
    assert len(list_sessions(site.db, SHOP)) == 1


def test_consent_to_an_older_text_is_asked_for_again(site: Site) -> None:
    answer = agree(site.client(), version="1")

    assert "The text has changed" in answer.text
    assert list_sessions(site.db, SHOP) == []


def test_kind_pages_say_why_nobody_comes_in(site: Site) -> None:
    unknown = agree(site.client(), invite="inv_AAAAAAAAAAAAAAAAAAAAAA")
    close_study(site.db, SHOP, now_ms=NOW_MS)
    closed = agree(site.client())

    assert (unknown.status_code, "is not known" in unknown.text) == (404, True)
    assert (closed.status_code, "This study is closed" in closed.text) == (410, True)


def test_participants_get_no_cookie(client: FlaskClient) -> None:
    for answer in (client.get("/join/shop"), agree(client), client.get("/withdraw")):
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(("language", "words"), [("de", "Was Sie erwartet"), ("fr", "What to")])
def test_pages_speak_the_study_s_language_where_they_can(
    site: Site, language: str, words: str
) -> None:
    write_study(site.settings.studies, language=language)

    page = site.client().get("/join/shop").text

    assert f'<html lang="{language}"' in page
    assert words in page
