"""How moderated sessions begin: invited, tried, or by hand."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recorder.model.events import ActUndone, ConsentGiven, NoteAdded
from recorder.model.ids import StudyId
from recorder.model.people import Role
from recorder.model.sessions import SessionMode
from recorder.storage.audit import list_audit
from recorder.storage.log import read_record
from recorder.storage.sessions import find_session_by_withdrawal_code, list_sessions
from tests.web.helpers import Site, find_token, write_study
from tests.web.test_control import Led, give
from tests.web.test_join import agree

SHOP = StudyId("shop")
BY_HAND = {"version": "2", "consent": "paper", "what": "The kiosk <in the hall>"}


def post(owner: FlaskClient, path: str, **data: str) -> TestResponse:
    token = find_token(owner.get("/studies/shop"))
    return owner.post(f"/studies/shop/{path}", data={"csrf_token": token, **data})


def invite(owner: FlaskClient, **data: str) -> str:
    page = post(owner, "invitations", count="1", mode="moderated", **data).text
    found = re.search(r"inv_[\w-]{22}", page)
    assert found
    return found.group()


def start_by_hand(owner: FlaskClient, **data: str) -> TestResponse:
    token = find_token(owner.get("/studies/shop/by-hand"))
    return owner.post("/studies/shop/by-hand", data={"csrf_token": token, **BY_HAND, **data})


def test_a_moderated_invitation_starts_a_moderated_session(site: Site, owner: FlaskClient) -> None:
    invitation = invite(owner)

    consent = site.client().post(
        "/join/shop/consent", data={"invite": invitation, "screener.age": "Yes"}
    )
    ready = agree(site.client(), invite=invitation)

    assert "A moderator leads this session" in consent.text
    assert "colleagues of theirs may watch" in consent.text
    assert "Wait until your moderator gives you a task." in ready.text
    assert [session.mode for session in list_sessions(site.db, SHOP)] == [SessionMode.MODERATED]


def test_who_takes_part_alone_reads_nothing_of_a_moderator(site: Site) -> None:
    consent = site.client().post("/join/shop/consent", data={"screener.age": "Yes"})
    ready = agree(site.client())

    assert "moderator" not in consent.text + ready.text
    assert [session.mode for session in list_sessions(site.db, SHOP)] == [SessionMode.UNMODERATED]


@pytest.mark.parametrize("invitation", ["", "inv_unknown", "</p>"])
def test_an_invitation_that_is_not_known_still_shows_the_consent(
    client: FlaskClient, invitation: str
) -> None:
    """It is refused at the start, where all refusals are counted."""
    answer = client.post("/join/shop/consent", data={"invite": invitation, "screener.age": "Yes"})

    assert answer.status_code == 200
    assert "A moderator leads" not in answer.text


def test_german_participants_read_of_the_moderator_in_german(site: Site) -> None:
    write_study(site.settings.studies, language="de")
    invitation = invite(site.owner())

    page = site.client().post(
        "/join/shop/consent", data={"invite": invitation, "screener.age": "Yes"}
    )

    assert "Eine Person leitet diese Sitzung" in page.text


def test_links_are_shown_with_a_code_each_to_scan(owner: FlaskClient) -> None:
    few = post(owner, "invitations", count="2", mode="moderated").text
    many = post(owner, "invitations", count="200").text

    assert few.count("QR code of link") == 2
    assert "/studies/shop/moderate" in few
    assert "QR code" not in many


def test_the_page_to_moderate_lists_who_has_come(site: Site, owner: FlaskClient) -> None:
    agree(site.client(), invite=invite(owner))
    agree(site.client())  # alone: nobody leads it
    (led,) = [each for each in list_sessions(site.db, SHOP) if each.mode == SessionMode.MODERATED]

    page = owner.get("/studies/shop/moderate").text

    assert f'href="/sessions/{led.id}/room"' in page
    assert page.count('/room"') == 1
    assert "page not open yet" in page


def test_the_list_is_fetched_by_the_page_that_waits(site: Site, owner: FlaskClient) -> None:
    fetched = {"Sec-Fetch-Dest": "empty", "Sec-Fetch-Site": "same-origin"}
    fetched["X-CSRFToken"] = find_token(owner.get("/studies/shop/moderate"))

    answer = owner.get("/studies/shop/moderate/rooms", headers=fetched)

    assert "Nobody is here yet." in answer.text
    assert "<html" not in answer.text
    assert site.client().get("/studies/shop/moderate/rooms").status_code == 303


def test_a_moderated_try_leads_to_its_room(site: Site, owner: FlaskClient) -> None:
    page = post(owner, "try", mode="moderated").text

    (session,) = list_sessions(site.db, SHOP)
    assert (session.mode, session.is_test) == (SessionMode.MODERATED, True)
    assert f"/sessions/{session.id}/room" in page


def test_a_session_by_hand_hands_out_the_code_and_no_token(site: Site, owner: FlaskClient) -> None:
    page = start_by_hand(owner, **{"choice.quotes": "yes"}).text

    (session,) = list_sessions(site.db, SHOP)
    code = re.search(r'id="code">([^<]+)<', page)
    assert code
    assert find_session_by_withdrawal_code(site.db, code.group(1)) == session
    assert (session.mode, session.choices) == (SessionMode.BY_HAND, {"quotes": True})
    assert "ses_" not in page
    assert f'href="/sessions/{session.id}/room"' in page
    assert f"{site.settings.base_url}/withdraw" in page


def test_what_a_session_by_hand_is_becomes_its_first_note(site: Site, owner: FlaskClient) -> None:
    start_by_hand(owner, consent="voice")

    (session,) = list_sessions(site.db, SHOP)
    (epoch,) = read_record(site.db, session.id).epochs
    consent, note = epoch.events
    assert isinstance(consent, ConsentGiven)
    assert isinstance(note, NoteAdded)
    assert note.text == "The kiosk <in the hall>\nThe participant agreed by word of mouth."
    assert (note.person, note.moment_ms) == ("owner", 0)


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"consent": ""}, 400, "Without consent no session starts."),
        ({"version": "1"}, 409, "The consent text has changed"),
        ({"version": "two"}, 409, "The consent text has changed"),
        ({"variant": "none-such"}, 400, ""),
    ],
)
def test_a_session_by_hand_without_good_consent_is_not_started(
    site: Site, owner: FlaskClient, changes: dict[str, str], status: int, words: str
) -> None:
    answer = start_by_hand(owner, **changes)

    assert answer.status_code == status
    assert words in answer.text
    assert list_sessions(site.db, SHOP) == []


def test_sending_the_form_twice_starts_one_session(site: Site, owner: FlaskClient) -> None:
    pages = [start_by_hand(owner, once="a-page").text for _ in range(2)]

    (session,) = list_sessions(site.db, SHOP)
    assert all(f"/sessions/{session.id}/room" in page for page in pages)
    assert len(read_record(site.db, session.id).epochs[0].events) == 2


def test_a_study_by_invitation_only_takes_sessions_by_hand(site: Site, owner: FlaskClient) -> None:
    """Whoever leads a session by hand has invited the participant in person."""
    write_study(site.settings.studies, is_open=False)

    assert start_by_hand(owner).status_code == 200


def test_lists_and_pages_say_who_leads(site: Site, owner: FlaskClient) -> None:
    start_by_hand(owner)
    (session,) = list_sessions(site.db, SHOP)

    assert "by hand" in owner.get("/studies/shop/sessions").text
    assert "by hand" in owner.get(f"/sessions/{session.id}").text


def test_invitations_and_sessions_by_hand_are_audited(site: Site, owner: FlaskClient) -> None:
    invite(owner)
    start_by_hand(owner)
    (session,) = list_sessions(site.db, SHOP)

    lines = [(entry.act, entry.object, entry.detail) for _, entry in list_audit(site.db)]
    assert ("participants invited", "shop", "1 moderated") in lines
    assert ("session begun by hand", session.id, "shop") in lines


def test_the_list_tells_who_waits_from_who_is_at_a_task(site: Site, owner: FlaskClient) -> None:
    led = Led(site)
    given = give()

    def look() -> str:
        return owner.get("/studies/shop/moderate").text

    before = look()
    site.append(led.token, [{"type": "page.viewed", "at_ms": 1, "address": "/"}])
    waiting = look()
    led.act(given)
    going = look()
    led.act(ActUndone(at_ms=9, act="u", person="ann", undone=given.act))

    assert "page not open yet" in before
    assert "1 participant waits for you" in waiting
    assert "going on</span>" in going
    assert "1 participant waits for you" in look()


def test_an_observer_sees_who_is_there_and_invites_nobody(site: Site) -> None:
    Led(site)
    client = site.person(Role.OBSERVER)
    page = client.get("/studies/shop/moderate")
    token = find_token(page)

    refused = client.post("/studies/shop/by-hand", data={"csrf_token": token, **BY_HAND})

    assert "1 session going on" in page.text
    assert "Make links" not in page.text
    assert refused.status_code == 403
