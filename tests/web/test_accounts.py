import pytest
from flask.testing import FlaskClient

from recorder.model.people import Role
from recorder.storage.people import find_password, get_named, list_people
from recorder.storage.secret_words import hash_secret
from recorder.storage.sign_ins import list_sign_ins
from tests.web.accounts import (
    OTHER,
    PASSWORD,
    find_link,
    invite,
    join,
    make_owner,
    post,
    sign_in,
    signed_in,
)
from tests.web.helpers import Site, find_token


def test_whoever_reads_the_terminal_makes_the_owner_once(site: Site) -> None:
    made = make_owner(site)
    again = make_owner_again(site)

    assert (made.status_code, made.headers["Location"]) == (303, "/")
    assert again == (303, 409)
    assert [(one.login, one.role) for one in list_people(site.db)] == [("ada", Role.OWNER)]


def make_owner_again(site: Site) -> tuple[int, int]:
    """Open the first page and send its form although there is an owner."""
    client = site.client()
    page = client.get("/first")
    token = find_token(client.get("/sign-in"))
    answer = client.post("/first", data={"csrf_token": token, "key": "own_x"})
    return page.status_code, answer.status_code


def test_nobody_without_the_key_makes_an_owner(site: Site) -> None:
    answer = make_owner(site, key="own_AAAAAAAAAAAAAAAAAAAAAA")

    assert answer.status_code == 403
    assert "Copy the whole line" in answer.text
    assert list_people(site.db) == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("login", "Ada Lovelace", "a login is"),
        ("login", "", "a login is"),
        ("name", "  ", "a name has"),
        ("password", "too short", "12 to 200 characters"),
        ("password", "x" * 201, "12 to 200 characters"),
        ("password", "password1234", "first that are guessed"),
        ("password", "qwertyqwertyqwerty", "first that are guessed"),
        ("password", "123456789012", "first that are guessed"),
        ("password", "aaaaaaaaaaaaaaaa", "first that are guessed"),
        ("password", "ada111111111111", "first that are guessed"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(
    site: Site, field: str, value: str, words: str
) -> None:
    answer = make_owner(site, **{field: value})

    assert answer.status_code == 400
    assert words in answer.text.lower()
    assert 'value="ada"' in answer.text or field == "login"
    assert list_people(site.db) == []


@pytest.mark.parametrize(
    "password", ["1!aB1!aB1!aB", "ein ganz langer Satz", "密码密码很长的密码一二三四"]
)
def test_a_password_needs_length_and_no_certain_characters(site: Site, password: str) -> None:
    assert make_owner(site, password=password).status_code == 303
    assert sign_in(site.client(), "ada", password) == 303


def test_login_and_password_sign_in_and_nothing_like_them(site: Site) -> None:
    make_owner(site)

    assert sign_in(site.client(), "ada", OTHER) == 403
    assert sign_in(site.client(), "ada", "") == 403
    assert sign_in(site.client(), "bob", PASSWORD) == 403
    assert sign_in(site.client(), " Ada ", PASSWORD) == 303


def test_nothing_tells_whether_a_login_exists(site: Site) -> None:
    """The page is the same for a wrong password, nobody, somebody disabled, and no password."""
    make_owner(site)
    site.person(Role.OBSERVER)  # has no password

    def look(login: str) -> str:
        page = post(site.client(), "/sign-in", login=login, password=OTHER).text
        return page.replace(login, "").split('name="csrf_token"')[0]

    assert look("ada") == look("bob") == look("observer")


def test_the_cookie_holds_a_secret_and_nothing_about_the_person(site: Site) -> None:
    make_owner(site)
    client = signed_in(site)

    with client.session_transaction() as kept:
        names = set(kept)
        secret = kept["_user_id"]

    assert names <= {"_user_id", "csrf_token"}
    assert secret.startswith("sgi_")
    kept_of_it = [one.id for one in list_sign_ins(site.db, "ada", now_ms=site.now_ms[0])]
    assert hash_secret(secret) in kept_of_it


def test_a_new_secret_is_drawn_at_every_sign_in(site: Site) -> None:
    """A secret that somebody planted before must not be the one that counts after."""
    make_owner(site)
    client = signed_in(site)
    with client.session_transaction() as kept:
        before = kept["_user_id"]

    sign_out = post(client, "/sign-out", page="/")
    assert sign_in(client, "ada") == 303
    with client.session_transaction() as kept:
        after = kept["_user_id"]

    assert sign_out.status_code == 303
    assert before != after


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(site: Site) -> None:
    make_owner(site)
    client, thief = signed_in(site), site.client()
    cookie = client.get_cookie("recorder")
    assert cookie is not None
    thief.set_cookie("recorder", cookie.value)
    assert thief.get("/").status_code == 200

    post(client, "/sign-out", page="/")

    assert thief.get("/").status_code == 303


def test_a_changed_password_signs_every_other_browser_out(site: Site) -> None:
    make_owner(site)
    here, there = signed_in(site), signed_in(site)

    wrong = post(here, "/account/password", page="/account", present=OTHER, password=OTHER)
    right = post(here, "/account/password", page="/account", present=PASSWORD, password=OTHER)

    assert (wrong.status_code, right.status_code) == (403, 303)
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 303
    assert sign_in(site.client(), "ada", PASSWORD) == 403
    assert sign_in(site.client(), "ada", OTHER) == 303


def test_a_browser_can_be_signed_out_from_another(site: Site) -> None:
    make_owner(site)
    here, there = signed_in(site), signed_in(site)
    page = here.get("/account").text
    assert page.count("this one") == 1

    for other in page.split('name="id" value="')[1:]:
        post(here, "/account/sign-ins", page="/account", id=other.split('"')[0])

    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 303)


def test_nobody_signs_somebody_else_out(site: Site, owner: FlaskClient) -> None:
    observer = site.person(Role.OBSERVER)
    (theirs,) = list_sign_ins(site.db, "owner", now_ms=site.now_ms[0])

    post(observer, "/account/sign-ins", page="/account", id=theirs.id)

    assert owner.get("/").status_code == 200


def test_a_person_may_be_called_something_else(site: Site, owner: FlaskClient) -> None:
    post(owner, "/account/name", page="/account", name="  Ada   King ")

    assert get_named(site.db, "owner").name == "Ada King"
    assert "Ada King" in owner.get("/").text


def test_a_colleague_joins_by_a_link_that_works_once(site: Site, owner: FlaskClient) -> None:
    link = invite(owner, "reviewer")
    client, other = site.client(), site.client()

    form = post(client, "/colleague", key=link)
    joined = join(client, link)

    assert form.status_code == 200
    assert (joined, client.get("/").status_code) == (303, 200)
    assert get_named(site.db, "cem").role is Role.REVIEWER
    assert join(other, link, login="dan") == 404
    assert other.get("/").status_code == 303


def test_a_taken_login_leaves_the_link_usable(site: Site, owner: FlaskClient) -> None:
    link = invite(owner)

    assert join(site.client(), link, login="owner") == 400
    assert join(site.client(), link, login="cem") == 303


def test_an_invitation_ends_after_a_week_or_when_withdrawn(site: Site, owner: FlaskClient) -> None:
    first, second = invite(owner), invite(owner)
    page = owner.get("/people").text
    id_ = page.split('action="/people/invitations"')[1].split('name="id" value="')[1].split('"')[0]

    post(owner, "/people/invitations", page="/people", id=id_)

    worked = [post(site.client(), "/colleague", key=link).status_code for link in (first, second)]
    assert sorted(worked) == [200, 404]
    site.now_ms[0] += 7 * 86_400_000
    late = [post(site.client(), "/colleague", key=link).status_code for link in (first, second)]
    assert late == [404, 404]


def test_a_password_link_changes_the_password_and_signs_out(site: Site) -> None:
    make_owner(site)
    owner = signed_in(site)
    join(site.client(), invite(owner))
    cem = signed_in(site, "cem")
    link = find_link(post(owner, "/people/cem/password", page="/people").text)
    client = site.client()

    page = post(client, "/colleague", key=link)
    token = find_token(page)
    kept = client.post(
        "/colleague/join", data={"csrf_token": token, "key": link, "password": OTHER}
    )

    assert "Cem" in page.text
    assert kept.status_code == 303
    assert cem.get("/").status_code == 303
    assert (sign_in(site.client(), "cem"), sign_in(site.client(), "cem", OTHER)) == (403, 303)


def test_a_disabled_person_is_out_everywhere_at_once(site: Site) -> None:
    make_owner(site)
    owner = signed_in(site)
    join(site.client(), invite(owner))
    cem = signed_in(site, "cem")
    link = site.sign_in_address(login="cem")
    password_link = find_link(post(owner, "/people/cem/password", page="/people").text)

    post(owner, "/people/cem/disable", page="/people")

    assert cem.get("/").status_code == 303
    assert sign_in(site.client(), "cem") == 403
    assert post(site.client(), "/sign-in", key=link).status_code == 403
    assert post(site.client(), "/colleague", key=password_link).status_code == 404
    post(owner, "/people/cem/enable", page="/people")
    assert sign_in(site.client(), "cem") == 303


def test_a_role_holds_from_the_next_request_on(site: Site, owner: FlaskClient) -> None:
    observer = site.person(Role.OBSERVER)
    assert observer.get("/studies/shop/check").status_code == 403

    post(owner, "/people/observer/role", page="/people", role="researcher")

    assert observer.get("/studies/shop/check").status_code == 200


def test_there_is_always_an_owner_who_may_sign_in(owner: FlaskClient) -> None:
    demoted = post(owner, "/people/owner/role", page="/people", role="observer")
    disabled = post(owner, "/people/owner/disable", page="/people")

    assert (demoted.status_code, disabled.status_code) == (400, 400)
    assert "There has to be one owner" in demoted.text
    assert owner.get("/people").status_code == 200


def test_a_person_without_a_password_chooses_one_without_the_old(
    site: Site, owner: FlaskClient
) -> None:
    assert find_password(site.db, "owner") is None

    post(owner, "/account/password", page="/account", password=PASSWORD)

    assert sign_in(site.client(), "owner") == 303
