"""Links by which colleagues join or choose a password: guessed, spoiled, used twice, left over."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from recorder.model.people import Role
from recorder.storage.keys import Purpose, add_key, list_keys
from recorder.storage.people import list_people
from tests.web.accounts import OTHER, PASSWORD, find_link, invite, join, post, signed_in
from tests.web.helpers import Site, find_token, list_cases
from tests.web.shares import share

WEEK_MS = 7 * 86_400_000
UNKNOWN = f"col_{'A' * 22}"
ENDED = ["used", "withdrawn", "expired", "of a share", "of a sign-in", "of nobody"]


def withdraw(site: Site, owner: FlaskClient, link: str) -> str:
    """Withdraw the invitation that was made last, as its owner does; answer its secret."""
    newest = list_keys(site.db, Purpose.JOIN, now_ms=site.now_ms[0])[0]
    post(owner, "/people/invitations", page="/people", id=newest.id)
    return link.partition("#")[2]


def look(site: Site, secret: str) -> list[tuple[int, int]]:
    """Try a secret at both doors as a stranger: the statuses, and the lengths of the pages."""
    client = site.client()
    token = find_token(client.get("/colleague"))
    form = {"name": "Mal", "login": "mal", "password": PASSWORD, "csrf_token": token}
    doors = ("/colleague", "/colleague/join")
    answers = [client.post(door, data={**form, "key": secret}) for door in doors]
    return [(answer.status_code, len(answer.data)) for answer in answers]


def make_ended(site: Site, owner: FlaskClient, how: str) -> str:
    """Make the secret of a link that once opened something, or opens something else."""
    now_ms = site.now_ms[0]
    match how:
        case "used":
            link = invite(owner)
            assert join(site.client(), link) == 303
            return link.partition("#")[2]
        case "withdrawn":
            return withdraw(site, owner, invite(owner))
        case "expired":
            made_ms = now_ms - WEEK_MS
            return add_key(site.db, Purpose.JOIN, role=Role.OWNER, now_ms=made_ms)
        case "of a share":
            return share(site).secret
        case "of a sign-in":
            return site.sign_in_address().partition("#")[2]
        case _:
            return ""


@pytest.mark.parametrize("how", ENDED)
def test_a_link_that_works_no_longer_looks_like_one_that_never_did(
    site: Site, owner: FlaskClient, how: str
) -> None:
    """Nobody learns from the answer that somebody was once invited."""
    secret = make_ended(site, owner, how)
    before = list_people(site.db)

    assert look(site, secret) == look(site, UNKNOWN)
    assert look(site, UNKNOWN)[0][0] == 404
    assert list_people(site.db) == before


def spoil(value: str, link: str, used: str, withdrawn: str, site: Site) -> str:
    """Write a secret as a hostile case describes it."""
    secret = link.partition("#")[2]
    return {
        "<valid token in upper case>": secret.upper(),
        "<valid token>=": f"{secret}=",
        "<share token of study B on study A>": share(site).secret,
        "<token revoked now>": withdrawn,
        "<single-use invite, second device>": used,
        "<itsdangerous value with one bit flipped>": (
            secret[:6] + chr(ord(secret[6]) ^ 1) + secret[7:]
        ),
        "<itsdangerous value of another salt>": str(
            URLSafeTimedSerializer(str(site.app.secret_key), salt="another").dumps(secret)
        ),
    }.get(value, value)


@pytest.mark.parametrize("case", list_cases("tokens"), ids=lambda case: str(case["id"]))
def test_what_is_no_invitation_lets_nobody_in(
    site: Site, owner: FlaskClient, case: dict[str, Any]
) -> None:
    used, withdrawn = make_ended(site, owner, "used"), make_ended(site, owner, "withdrawn")
    good = invite(owner)
    before = list_people(site.db)

    answers = look(site, spoil(case["value"], good, used, withdrawn, site))

    assert answers == look(site, UNKNOWN)
    assert list_people(site.db) == before
    assert join(site.client(), good, login="dan") == 303


def test_of_many_who_use_an_invitation_at_the_same_moment_one_gets_in(
    site: Site, owner: FlaskClient
) -> None:
    """A link that was passed on makes one account, however fast the others are."""
    link = invite(owner)
    everybody = [(site.client(), f"cem{number}") for number in range(6)]

    with ThreadPoolExecutor(len(everybody)) as pool:
        answers = list(pool.map(lambda who: join(who[0], link, login=who[1]), everybody))

    assert sorted(answers) == [303] + [404] * 5
    assert len(list_people(site.db)) == 2


@pytest.mark.parametrize("end", ["disable", "role"])
def test_who_owns_no_more_left_no_way_back_in(site: Site, owner: FlaskClient, end: str) -> None:
    """A link made for later would otherwise outlive the login of who made it."""
    leaving = site.person(Role.OWNER, "bob")
    link = invite(leaving, "owner")
    password = find_link(post(leaving, "/people/owner/password", page="/people").text)
    kept = invite(owner)

    post(owner, f"/people/bob/{end}", page="/people", role="observer")

    assert post(site.client(), "/colleague", key=link).status_code == 404
    assert post(site.client(), "/colleague", key=password).status_code == 404
    assert join(site.client(), kept) == 303


def test_a_changed_password_ends_the_links_that_could_change_it(
    site: Site, owner: FlaskClient
) -> None:
    join(site.client(), invite(owner))
    links = [find_link(post(owner, "/people/cem/password", page="/people").text) for _ in "ab"]
    signs_in = site.sign_in_address(Role.RESEARCHER, "cem")
    own = {"present": PASSWORD, "password": OTHER}

    changed = post(signed_in(site, "cem"), "/account/password", page="/account", **own)

    assert changed.status_code == 303
    assert [post(site.client(), "/colleague", key=link).status_code for link in links] == [404] * 2
    assert post(site.client(), "/sign-in", key=signs_in).status_code == 403
