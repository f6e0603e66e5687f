"""Whose page may open a live connection: the table of cross-site WebSocket hijacking."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import websocket
from websocket import WebSocketBadStatusException

from recorder.clock import wall_clock_ms
from recorder.live.origins import list_origins
from recorder.model.people import Role
from recorder.storage.sign_ins import end_sign_in, list_sign_ins
from tests.live.helpers import Browser, Place, open_raw, serve
from tests.web.helpers import list_cases

OURS = "https://app.example"
ORIGINS = {
    **{case["id"]: case["headers"]["Origin"] for case in list_cases("origin")},
    "insecure": "http://app.example",
    "dot": "https://app.example.",
    "slash": "https://app.example/",
    "local": "http://127.0.0.1",
}

NAMES_OF_THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")
FOREIGN_LOCALLY = {
    "one of ours asks for another": ("http://localhost:{port}", "127.0.0.1:{port}"),
    "six asks for four": ("http://[::1]:{port}", "127.0.0.1:{port}"),
    "a name that somebody points here": ("http://evil.example:{port}", "evil.example:{port}"),
    "the same, asking for ours": ("http://evil.example:{port}", "127.0.0.1:{port}"),
    "a name below": ("http://evil.localhost:{port}", "evil.localhost:{port}"),
    "a name that begins so": ("http://localhost.evil.example:{port}", "localhost.evil.example"),
    "a dot": ("http://localhost.:{port}", "localhost.:{port}"),
    "another port": ("http://localhost:1", "localhost:1"),
    "no port": ("http://localhost", "localhost"),
    "another scheme": ("https://localhost:{port}", "localhost:{port}"),
    "another loopback address": ("http://127.0.0.2:{port}", "127.0.0.2:{port}"),
    "every address": ("http://0.0.0.0:{port}", "0.0.0.0:{port}"),
    "four in six": ("http://[::ffff:7f00:1]:{port}", "[::ffff:7f00:1]:{port}"),
    "opaque": ("null", "localhost:{port}"),
    "empty": ("", "localhost:{port}"),
}
"""Pages that are not ours at an address of this machine, and what they ask for."""


class SlowClock:
    """The time now, and as much later as a test says."""

    later_ms = 0.0

    def __call__(self) -> float:
        """Answer it."""
        return wall_clock_ms() + self.later_ms


@pytest.fixture
def clock() -> SlowClock:
    return SlowClock()


@pytest.fixture
def place(tmp_path: Path, clock: SlowClock) -> Iterator[Place]:
    with serve(tmp_path, clock, base_url=OURS) as served:
        yield served


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Place]:
    """A recorder at the address that `recorder serve` says unless told otherwise."""
    with serve(tmp_path) as served:
        yield served


def test_there_are_ten_foreign_origins() -> None:
    assert len(ORIGINS) == 10
    assert OURS not in ORIGINS.values()


@pytest.mark.parametrize("case", [*ORIGINS, "missing", "empty"])
def test_no_page_of_another_origin_opens_a_room(place: Place, case: str) -> None:
    """A browser sends our cookie along with whatever page asks, and its true origin."""
    browser = place.sign_in(Role.OWNER)
    origin = {**ORIGINS, "missing": None, "empty": ""}[case]
    header = [f"Cookie: {browser.cookie}"] + ([] if origin is None else [f"Origin: {origin}"])

    with pytest.raises(WebSocketBadStatusException) as refused:
        open_raw(place, "/live/socket", header=header, suppress_origin=True)

    assert refused.value.status_code == 403
    assert "access-control" not in str(refused.value.resp_headers).lower()


@pytest.mark.parametrize("name", NAMES_OF_THIS_MACHINE)
def test_a_room_opens_at_every_name_of_this_machine(local: Place, name: str) -> None:
    """Whoever types localhost where the recorder said 127.0.0.1 is at the same recorder."""
    at = f"{name}:{local.port}"
    browser = local.sign_in(Role.OWNER)

    line = open_raw(
        local,
        "/live/socket",
        header=[f"Cookie: {browser.cookie}"],
        origin=f"http://{at}",
        host=at,
    )

    assert line.recv().startswith("0{")
    line.send("40/room," + json.dumps({"ticket": browser.draw_ticket()}))
    assert line.recv().startswith("40/room,{")
    line.close()


@pytest.mark.parametrize("case", FOREIGN_LOCALLY)
def test_no_foreign_page_opens_a_room_of_this_machine(local: Place, case: str) -> None:
    """A name that is made to point here later is a foreign one, and so is what listens beside."""
    browser = local.sign_in(Role.OWNER)
    origin, host = (written.format(port=local.port) for written in FOREIGN_LOCALLY[case])

    with pytest.raises(WebSocketBadStatusException) as refused:
        open_raw(
            local,
            "/live/socket",
            header=[f"Cookie: {browser.cookie}", f"Origin: {origin}"],
            suppress_origin=True,
            host=host,
        )

    assert refused.value.status_code == 403
    assert "access-control" not in str(refused.value.resp_headers).lower()


@pytest.mark.parametrize(
    ("base_url", "origins"),
    [
        (
            "http://127.0.0.1:8765",
            ("http://127.0.0.1:8765", "http://localhost:8765", "http://[::1]:8765"),
        ),
        ("http://localhost", ("http://localhost", "http://127.0.0.1", "http://[::1]")),
        (
            "https://[::1]:443",
            ("https://[::1]", "https://127.0.0.1", "https://localhost"),
        ),
        ("https://rec.example/place", ("https://rec.example",)),
        ("http://127.0.0.2:8765", ("http://127.0.0.2:8765",)),
        ("http://192.168.1.5:8765", ("http://192.168.1.5:8765",)),
        ("http://localhost.example:8765", ("http://localhost.example:8765",)),
    ],
)
def test_only_names_of_this_machine_stand_for_one_another(
    base_url: str, origins: tuple[str, ...]
) -> None:
    assert list_origins(base_url) == origins


def test_our_own_page_opens_a_room_with_a_ticket_and_not_without(place: Place) -> None:
    browser = place.sign_in(Role.OWNER)

    assert is_let_in(place, browser.cookie, {"ticket": browser.draw_ticket()})
    for auth in (
        None,
        {},
        {"ticket": None},
        {"ticket": ""},
        {"ticket": 7},
        {"ticket": "x" * 2_000},
    ):
        assert not is_let_in(place, browser.cookie, auth)


def test_a_ticket_is_worth_nothing_without_its_own_sign_in(place: Place) -> None:
    owner, observer = place.sign_in(Role.OWNER), place.sign_in(Role.OBSERVER)
    ticket = owner.draw_ticket()

    assert not is_let_in(place, "", {"ticket": ticket})
    assert not is_let_in(place, observer.cookie, {"ticket": ticket})
    forged = ticket[:-9] + ("B" if ticket[-9] == "A" else "A") + ticket[-8:]
    assert not is_let_in(place, owner.cookie, {"ticket": forged})
    assert is_let_in(place, owner.cookie, {"ticket": ticket})


def test_a_ticket_is_good_for_a_minute(place: Place, clock: SlowClock) -> None:
    browser = place.sign_in(Role.OWNER)
    ticket = browser.draw_ticket()

    clock.later_ms = 55_000
    in_time = is_let_in(place, browser.cookie, {"ticket": ticket})
    clock.later_ms = 62_000
    late = is_let_in(place, browser.cookie, {"ticket": ticket})

    assert (in_time, late) == (True, False)


def test_a_ticket_ends_with_its_sign_in(place: Place) -> None:
    browser = place.sign_in(Role.OWNER)
    ticket = browser.draw_ticket()

    end_all(place, browser)

    assert not is_let_in(place, browser.cookie, {"ticket": ticket})


def test_a_sign_in_that_is_ended_ends_its_connections_and_no_others(place: Place) -> None:
    owner, observer = place.sign_in(Role.OWNER), place.sign_in(Role.OBSERVER)
    first, second = enter(place, owner), enter(place, observer)

    end_all(place, owner)
    place.live.look()

    assert is_ended(first)
    second.send('42/room,1["clock",{}]')
    assert second.recv().startswith("43/room,1")
    second.close()


def test_a_live_connection_is_a_sign_of_the_person(place: Place, clock: SlowClock) -> None:
    """Who watches for hours asks for no page, and must not be signed out for it."""
    browser = place.sign_in(Role.OWNER)
    line = enter(place, browser)

    for _ in range(4):
        clock.later_ms += 30 * 60_000
        place.live.look()

    line.send('42/room,1["clock",{}]')
    assert line.recv().startswith("43/room,1")
    line.close()


def end_all(place: Place, browser: Browser) -> None:
    now_ms = place.clock()
    for sign_in in list_sign_ins(place.site.db, browser.login, now_ms=now_ms):
        end_sign_in(place.site.db, browser.login, sign_in.id, now_ms=now_ms)


def enter(place: Place, browser: Browser) -> Any:
    line = open_raw(place, "/live/socket", header=[f"Cookie: {browser.cookie}"], origin=OURS)
    assert line.recv().startswith("0{")
    line.send("40/room," + json.dumps({"ticket": browser.draw_ticket()}))
    assert line.recv().startswith("40/room,{")
    return line


def is_let_in(place: Place, cookie: str, auth: object) -> bool:
    header = [f"Cookie: {cookie}"] if cookie else []
    line = open_raw(place, "/live/socket", header=header, origin=OURS)
    assert line.recv().startswith("0{")
    line.send("40/room," + ("" if auth is None else json.dumps(auth)))
    answer: str = line.recv()
    line.close()
    assert answer.startswith(("40/room,", "44/room,"))
    return answer.startswith("40/room,")


def is_ended(line: Any) -> bool:
    try:
        while line.recv():
            pass
    except (websocket.WebSocketException, OSError):
        return True
    return not line.connected
