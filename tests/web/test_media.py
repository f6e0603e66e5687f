"""Parts of a recorded voice on their way in: stored once, refused with a reason."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from recorder.config import LIMITS
from recorder.model.ids import SessionId
from recorder.model.rates import Buckets
from recorder.storage.erasure import erase_session
from recorder.storage.sound import list_takes, read_sound
from recorder.storage.tables import sound_parts
from tests.web.helpers import NOW_MS, Site, list_cases, open_site
from tests.web.voices import TAKE, begin, put, write_voice_study


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A study that asks whether the voice may be recorded."""
    with open_site(tmp_path, write_voice_study) as made:
        yield made


def count_parts(site: Site) -> int:
    """Count the parts that are stored."""
    with site.db.read() as connection:
        return connection.scalar(select(func.count()).select_from(sound_parts)) or 0


def test_a_part_sent_twice_is_stored_once(site: Site, client: FlaskClient) -> None:
    """A page that did not hear the answer sends again; nobody says a word twice."""
    session = begin(client)

    answers = [put(client, session["token"], b"one").get_json() for _ in range(2)]

    assert answers == [{"ack": 0, "is_new": True}, {"ack": 0, "is_new": False}]
    assert count_parts(site) == 1


def test_parts_in_any_order_join_to_one_take(site: Site, client: FlaskClient) -> None:
    session = begin(client)

    for number in (2, 0, 1):
        body, at_ms = f"<{number}>".encode(), 500 + 1000 * number
        assert put(client, session["token"], body, number=number, at_ms=at_ms).status_code == 200

    name = SessionId(session["session"])
    (take,) = list_takes(site.db, name)
    assert read_sound(site.db, name, TAKE) == ("audio/webm;codecs=opus", b"<0><1><2>")
    assert (take.length_ms, take.size_bytes, take.holes) == (3000, 9, 0)


def test_other_bytes_for_the_same_part_are_refused_and_the_first_stay(
    site: Site, client: FlaskClient
) -> None:
    session = begin(client)
    put(client, session["token"], b"first")

    answer = put(client, session["token"], b"other")

    assert (answer.status_code, answer.get_json()) == (409, {"error": "conflict"})
    assert read_sound(site.db, SessionId(session["session"]), TAKE)[1] == b"first"


def test_without_consent_to_sound_nothing_is_stored(site: Site, client: FlaskClient) -> None:
    """Whoever takes part without the voice has no voice on our disk, whatever a page sends."""
    session = begin(client, sound=False)

    answer = put(client, session["token"])

    assert (answer.status_code, answer.get_json()) == (403, {"error": "consent_required"})
    assert count_parts(site) == 0


@pytest.mark.parametrize(("is_agreed", "wanted"), [(True, True), (False, False)])
def test_a_page_is_told_of_the_voice_only_after_the_consent(
    client: FlaskClient, *, is_agreed: bool, wanted: bool
) -> None:
    token = begin(client, sound=is_agreed)["token"]

    told = client.get("/v1/session", headers={"Authorization": f"Bearer {token}"}).get_json()

    assert ("voice" in told) is wanted


def test_an_unknown_token_opens_nothing(site: Site, client: FlaskClient) -> None:
    begin(client)

    answers = [put(client, token).status_code for token in ("ses_unknown", "")]

    assert answers == [401, 401]
    assert count_parts(site) == 0


def test_a_withdrawn_session_takes_no_more_and_says_so(site: Site, client: FlaskClient) -> None:
    session = begin(client)
    put(client, session["token"])
    erase_session(site.db, SessionId(session["session"]), now_ms=NOW_MS)

    answer = put(client, session["token"], b"later", number=1)

    assert (answer.status_code, answer.get_json()) == (410, {"error": "withdrawn"})
    assert count_parts(site) == 0


def test_what_comes_long_after_the_end_is_refused(site: Site, client: FlaskClient) -> None:
    session = begin(client)
    site.now_ms[0] += LIMITS.session_ms + LIMITS.late_delivery_ms + 1

    answer = put(client, session["token"])

    assert (answer.status_code, answer.get_json()) == (410, {"error": "closed"})


@pytest.mark.parametrize("size", [LIMITS.sound_part_bytes + 1, LIMITS.body_bytes + 1])
def test_a_part_that_is_too_large_is_refused_with_its_limit(
    site: Site, client: FlaskClient, size: int
) -> None:
    session = begin(client)

    answer = put(client, session["token"], bytes(size))

    limit = {"limit": "sound_part_bytes", "allowed": LIMITS.sound_part_bytes}
    assert (answer.status_code, answer.get_json()) == (413, {"error": "too_large", **limit})
    assert count_parts(site) == 0


def test_a_session_whose_room_for_sound_is_full_says_so_and_takes_clicks(
    site: Site, client: FlaskClient
) -> None:
    session = begin(client)
    put(client, session["token"], b"x")
    full = sound_parts.update().values(bytes=LIMITS.sound_session_bytes)
    site.db.change(full)

    answer = put(client, session["token"], b"more", number=1)

    assert answer.status_code == 413
    assert answer.get_json()["limit"] == "sound_session_bytes"
    site.append(session["token"], [{"type": "page.hidden", "at_ms": 1}])


@pytest.mark.parametrize(
    "kind",
    ["", "text/html", "audio/webm; codecs=opus; x=<b>", "video/webm", "audio/webm\t", "audio/x"],
)
def test_what_is_no_recorded_voice_is_refused(site: Site, client: FlaskClient, kind: str) -> None:
    """A sound is sent to browsers of researchers with its type, so no other type comes in."""
    session = begin(client)

    answer = put(client, session["token"], kind=kind)

    assert answer.status_code == 415
    assert count_parts(site) == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("take", "../../../../etc/"),
        ("take", "short"),
        ("take", "a" * 17),
        ("number", "-1"),
        ("number", "1.5"),
        ("number", "\u0664"),
        ("number", "9" * 30),
        ("epoch", ""),
        ("at_ms", "nan"),
        ("at_ms", "-1"),
        ("at_ms", "1e400"),
        ("length_ms", "60001"),
        ("length_ms", "x"),
        ("sha256", "0" * 64),
    ],
)
def test_a_part_with_a_wrong_value_is_refused(
    site: Site, client: FlaskClient, field: str, value: str
) -> None:
    session = begin(client)

    answer = put(client, session["token"], b"sound", **{field: value})

    # A name with slashes is no address of ours at all.
    assert answer.status_code in ({400, 404} if "/" in value else {400})
    assert count_parts(site) == 0


HOSTILE_NAMES = [*list_cases("paths"), *list_cases("sql"), *list_cases("magic-keys")]


@pytest.mark.parametrize("case", HOSTILE_NAMES, ids=lambda case: str(case["id"]))
def test_hostile_names_of_takes_store_nothing(
    site: Site, client: FlaskClient, case: dict[str, object]
) -> None:
    session = begin(client)
    name = quote(str(case.get("value", case.get("raw", case)))[:500], safe="")

    answer = put(client, session["token"], take=name)

    # A path with two slashes is led to one with one, which is no address of ours either.
    assert 300 <= answer.status_code < 500
    assert count_parts(site) == 0


def test_pages_of_every_origin_may_send_and_cookies_never_count(client: FlaskClient) -> None:
    asked = client.options(f"/v1/media/{TAKE}/0", headers={"Origin": "https://shop.example"})

    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "PUT" in asked.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in asked.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in asked.headers


def test_who_sends_too_often_is_told_how_long_to_wait(site: Site, client: FlaskClient) -> None:
    session = begin(client)
    site.app.extensions["recorder.sound_rates"] = Buckets(per_s=0.01, burst=2)

    answers = [put(client, session["token"], number=number) for number in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) >= 1
    assert answers[2].get_json()["parts_per_s"] == LIMITS.sound_parts_per_s


def test_participants_see_how_much_of_their_voice_there_is(client: FlaskClient) -> None:
    session = begin(client)
    for number in range(3):
        put(client, session["token"], number=number, at_ms=60_000 * number, length_ms=60_000)

    page = client.post("/withdraw", data={"code": session["withdrawal_code"]}).text

    assert "3 minutes of your voice" in page


def test_people_get_a_take_whole_or_in_pieces(site: Site, client: FlaskClient) -> None:
    """A player asks for pieces; what was recorded is inline sound, never a page."""
    session = begin(client)
    for number in range(3):
        put(client, session["token"], f"<{number}>".encode(), number=number, at_ms=1000 * number)
    owner = site.owner()
    address = f"/sessions/{session['session']}/sound/{TAKE}"

    whole = owner.get(address)
    piece = owner.get(address, headers={"Range": "bytes=3-5"})
    (listed,) = owner.get(f"/sessions/{session['session']}/sound.json").get_json()["takes"]

    assert (whole.data, whole.content_type) == (b"<0><1><2>", "audio/webm")
    assert (piece.status_code, piece.data) == (206, b"<1>")
    assert [part["at_ms"] for part in listed["parts"]] == [0, 1000, 2000]
    assert (listed["length_ms"], listed["missing"], listed["is_ended"]) == (3000, 0, False)


def test_a_part_that_never_came_is_said(site: Site, client: FlaskClient) -> None:
    session = begin(client)
    put(client, session["token"], number=1)
    stopped = {"type": "sound.stopped", "at_ms": 9, "take": TAKE, "parts": 4, "why": "left"}
    site.append(session["token"], [stopped])

    page = site.owner().get(f"/sessions/{session['session']}").text

    assert "3 parts of the voice, about a second each, have not arrived." in page


def test_a_voice_lies_where_its_page_load_lies(site: Site, client: FlaskClient) -> None:
    """The page tells its own clock; the session's clock is the server's."""
    session = begin(client)
    put(client, session["token"], at_ms=95_000)
    site.append(session["token"], [{"type": "page.hidden", "at_ms": 94_000}])

    told = site.owner().get(f"/sessions/{session['session']}/sound.json").get_json()["takes"][0]

    # The batch says that the page clock stood at 90 s when it came, at the session's start.
    assert told["begins_ms"] == 5_000
