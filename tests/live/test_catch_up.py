"""Whoever comes late, or comes back, has the whole log: nothing missing, nothing twice."""

import random
import threading
from collections import Counter
from typing import Any

import pytest

from recorder.model.ids import SessionId
from recorder.model.people import Role
from recorder.storage.log import read_record
from tests.live.helpers import EPOCH, Browser, Place, Watcher

PAGES = ("page-load-one---", "page-load-two---", "page-load-three-")
BATCHES = 30

Log = Counter[tuple[str, int]]


@pytest.mark.parametrize("seed", range(4))
def test_late_joiners_have_every_event_once_while_pages_and_people_write(
    place: Place, seed: int
) -> None:
    """Join first, then fetch: what is committed in between comes both ways, and is merged."""
    started = place.start()
    session = started.session.id
    chance = random.Random(seed)
    browsers = [place.sign_in(Role.OBSERVER, f"observer{number}") for number in range(3)]
    writers = [
        threading.Thread(target=write_page, args=(place, started, epoch, chance.random()))
        for epoch in PAGES
    ]
    for writer in writers:
        writer.start()

    joined = [join(browser, session) for browser in browsers]
    for watcher, _ in joined:
        watcher.act(session, type="remark.made", text="Hm", act=f"{id(watcher)}")
    for writer in writers:
        writer.join()
    place.send(started, [{"type": "page.hidden", "at_ms": 999.0}], seq=0, epoch="last------------")

    whole = list_stored(place, session)
    assert len(whole) > len(PAGES) * BATCHES
    for watcher, fetched in joined:
        shown = list_shown(watcher, until="last------------")
        assert set(fetched) | set(shown) == whole
        assert max(fetched.values(), default=1) == 1
        assert max(shown.values()) == 1
        watcher.close()


def test_nothing_is_shown_before_it_is_on_disk(place: Place) -> None:
    started = place.start()
    session = started.session.id
    watcher = place.sign_in(Role.OBSERVER).connect()
    watcher.ask("join", session=session)
    early: list[tuple[str, int]] = []

    def look(told: dict[str, Any]) -> None:
        early.extend(set(list_places(told)) - list_stored(place, session))

    watcher.client.on("events", look, "/room")
    for seq in range(40):
        place.send(started, [{"type": "page.shown", "at_ms": 1.0}], seq=seq)
    watcher.ask("clock")

    assert early == []
    watcher.close()


def test_who_comes_back_fetches_only_what_is_new(place: Place) -> None:
    started = place.start()
    session = started.session.id
    browser = place.sign_in(Role.OBSERVER)
    shown = {"type": "page.shown", "at_ms": 1.0}
    place.send(started, [shown, shown, shown], seq=0)
    place.send(started, [shown], seq=0, epoch=PAGES[0])

    whole = browser.fetch_log(session)
    rest = browser.fetch_log(session, **{EPOCH: 1, PAGES[0]: 0, "server----------": 0})
    nothing = browser.fetch_log(session, **{EPOCH: 2, PAGES[0]: 0, "server----------": 0})

    assert [len(batch["events"]) for batch in whole["batches"]] == [1, 3, 1]
    assert [(each["epoch"], each["from"]) for each in rest["batches"]] == [(EPOCH, 2)]
    assert nothing["batches"] == []
    assert nothing["state"] == whole["state"]


@pytest.mark.parametrize("have", ["[]", "{", '{"x":1}', f'{{"{EPOCH}":-2}}', f'{{"{EPOCH}":1.5}}'])
def test_what_is_known_must_be_written_as_it_should_be(place: Place, have: str) -> None:
    session = place.start().session.id
    client = place.sign_in(Role.OBSERVER).client

    answer = client.get(f"/sessions/{session}/log.json", query_string={"have": have})

    assert answer.status_code == 400


def test_the_log_is_for_people_and_of_one_session(place: Place) -> None:
    session = place.start().session.id

    assert place.site.client().get(f"/sessions/{session}/log.json").status_code == 403
    owner = place.sign_in(Role.OWNER).client
    assert owner.get("/sessions/nope/log.json").status_code == 404


def write_page(place: Place, started: Any, epoch: str, seed: float) -> None:
    """Send what one page load sends, in batches of several sizes."""
    chance, seq = random.Random(seed), 0
    for _ in range(BATCHES):
        count = chance.randint(1, 5)
        place.send(started, [{"type": "page.shown", "at_ms": 1.0}] * count, seq=seq, epoch=epoch)
        seq += count


def join(browser: Browser, session: SessionId) -> tuple[Watcher, Log]:
    """Come in as the room's page does: join, then fetch."""
    watcher = browser.connect()
    assert watcher.ask("join", session=session)["ok"]
    log = browser.fetch_log(session)
    return watcher, Counter(place for batch in log["batches"] for place in list_places(batch))


def list_shown(watcher: Watcher, until: str) -> Log:
    """List what was shown until an event of this page load."""
    shown: Log = Counter()
    while True:
        batch = watcher.wait_for("events")
        shown.update(list_places(batch))
        if batch["epoch"] == until:
            return shown


def list_places(batch: dict[str, Any]) -> list[tuple[str, int]]:
    return [(batch["epoch"], batch["from"] + index) for index in range(len(batch["events"]))]


def list_stored(place: Place, session: SessionId) -> set[tuple[str, int]]:
    epochs = read_record(place.site.db, session).epochs
    return {(epoch.id, seq) for epoch in epochs for seq in range(len(epoch.events))}
