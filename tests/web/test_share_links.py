"""The links of shared reports: what is no link any more, and what of one is left anywhere."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from recorder.model.shares import DAY_MS
from tests.web.accounts import post
from tests.web.helpers import Site, list_cases
from tests.web.shares import PATH, Made, open_link, share
from tests.web.test_comparisons import write_second


def test_a_revoked_link_opens_nothing_not_even_for_who_is_reading(site: Site) -> None:
    made = share(site)
    made.open()
    assert made.reader.get(f"{made.path}/report").status_code == 200

    post(site.owner(), f"{PATH}/revoke", page=PATH, id=made.id)

    assert made.reader.get(f"{made.path}/report").status_code == 404
    assert made.open().status_code == 404


def test_a_link_ends_by_itself(site: Site) -> None:
    made = share(site, days="3")
    made.open()

    site.now_ms[0] += 3 * DAY_MS - 1
    assert made.reader.get(f"{made.path}/report").status_code == 200

    site.now_ms[0] += 1
    assert made.reader.get(f"{made.path}/report").status_code == 404
    assert made.open().status_code == 404


def test_nothing_leads_there_from_outside(site: Site) -> None:
    made = share(site)
    made.open()
    page = made.reader.get(f"{made.path}/report")
    cookie = made.reader.get_cookie("share", path=f"{made.path}/")

    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert page.headers["Cache-Control"] == "no-store"
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Lax", f"{made.path}/")
    assert made.secret not in cookie.value
    scripted = made.reader.get(f"{made.path}/report", headers={"Sec-Fetch-Dest": "empty"})
    assert scripted.status_code == 403


def test_a_cookie_of_one_share_opens_no_other(site: Site) -> None:
    one, other = share(site), share(site)
    one.open()
    cookie = one.reader.get_cookie("share", path=f"{one.path}/")
    assert cookie is not None

    one.reader.set_cookie("share", cookie.value, path=f"{other.path}/")

    assert one.reader.get(f"{other.path}/report").status_code == 404


def spoil(value: str, made: Made, other: Made, app_key: str) -> str:
    """Write a token as a hostile case describes it."""
    cookie = made.reader.get_cookie("share", path=f"{made.path}/")
    assert cookie is not None
    flipped = chr(ord(cookie.value[3]) ^ 1)
    return {
        "<valid token in upper case>": made.secret.upper(),
        "<valid token>=": f"{made.secret}=",
        "<share token of study B on study A>": other.secret,
        "<token revoked now>": made.secret,
        "<single-use invite, second device>": made.secret,
        "<itsdangerous value with one bit flipped>": (
            cookie.value[:3] + flipped + cookie.value[4:]
        ),
        "<itsdangerous value of another salt>": str(
            URLSafeTimedSerializer(app_key, salt="another").dumps([made.id, ""])
        ),
    }.get(value, value)


@pytest.mark.parametrize("case", list_cases("tokens"), ids=lambda case: str(case["id"]))
def test_what_is_no_link_opens_nothing_and_all_look_alike(site: Site, case: dict[str, Any]) -> None:
    """As a link's secret and as a cookie: unknown, spoiled and revoked answer the same."""
    write_second(site.settings.studies)
    made, other = share(site), share(site, study="shop-2")
    made.open()
    post(site.owner(), f"{PATH}/revoke", page=PATH, id=made.id)
    fresh = share(site)
    spoiled = spoil(case["value"], made, other, str(site.app.secret_key))
    stranger, unknown = site.client(), site.client()

    def look(client: FlaskClient, secret: str) -> tuple[int, int]:
        answer = open_link(client, secret)
        return answer.status_code, len(answer.data)

    if not case["value"].startswith("<share token of study B"):
        assert look(stranger, spoiled) == look(unknown, "shr_" + "A" * 27)
    stranger.set_cookie("share", spoiled, path=f"{fresh.path}/")
    page = stranger.get(f"{fresh.path}/report")
    nowhere = unknown.get("/s/AAAAAAAAAAAAAAAA/report")
    assert (page.status_code, len(page.data)) == (404, len(nowhere.data))
