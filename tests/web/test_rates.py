from flask.testing import FlaskClient

from tests.web.accounts import OTHER, PASSWORD, make_owner, post, sign_in
from tests.web.helpers import Site


def test_a_login_is_tried_five_times_a_minute_and_no_more(site: Site) -> None:
    make_owner(site)
    tries = [sign_in(site.client(), "ada", OTHER) for _ in range(6)]

    refused = post(site.client(), "/sign-in", login="ada", password=PASSWORD)

    assert tries == [403] * 5 + [429]
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "Too many tries" in refused.text


def test_an_unknown_login_is_counted_as_a_known_one_is(site: Site) -> None:
    make_owner(site)

    tries = [sign_in(site.client(), "nobody", OTHER) for _ in range(6)]

    assert tries == [403] * 5 + [429]


def test_the_right_password_begins_the_count_anew(site: Site) -> None:
    make_owner(site)
    for _ in range(4):
        sign_in(site.client(), "ada", OTHER)

    assert sign_in(site.client(), "ada") == 303
    assert [sign_in(site.client(), "ada", OTHER) for _ in range(5)] == [403] * 5


def test_an_address_is_refused_after_twenty_wrong_tries_of_any_kind(site: Site) -> None:
    make_owner(site)

    def try_all(client: FlaskClient, number: int) -> list[int]:
        return [
            sign_in(client, f"somebody{number}", OTHER),
            post(client, "/sign-in", key=f"sgn_{number}").status_code,
            post(client, "/colleague", key=f"col_{number}").status_code,
            post(client, "/s", key=f"shr_{number}").status_code,
        ]

    answers = [status for number in range(6) for status in try_all(site.client(), number)]

    assert 429 not in answers[:20]
    assert answers[20:] == [429] * 4
    assert sign_in(site.client(), "ada") == 429


def test_addresses_are_kept_as_hashes_only(site: Site) -> None:
    client = site.client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.77"

    sign_in(client, "nobody", OTHER)

    limiter = site.app.extensions["recorder.rates"]
    assert limiter.storage.events
    assert not any("192.0.2.77" in key for key in limiter.storage.events)
    assert not any("nobody" in key for key in limiter.storage.events)
