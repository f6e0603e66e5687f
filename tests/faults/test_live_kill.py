"""A live room whose server is killed: everybody comes back, and nothing is lost or doubled."""

import gc
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from recorder.clock import wall_clock_ms
from recorder.config import read_settings
from recorder.model.acts import Act, TaskAssigned, TaskBegun
from recorder.model.events import AnyEvent
from recorder.model.ids import SERVER_EPOCH
from recorder.model.people import Role
from recorder.model.sessions import SessionMode
from recorder.storage.database import open_database
from recorder.storage.log import append_events, read_record
from recorder.storage.sessions import NewSession, StartedSession, start_session
from recorder.storage.study_folders import read_study
from recorder.storage.verification import verify_log
from recorder.web.app import create_app
from tests.conftest import Server
from tests.faults.sender import Sender, numbered
from tests.faults.test_kill import find_port
from tests.faults.watcher import Steady
from tests.web.helpers import Site, find_token, write_study

# The library's client leaves its socket to the collector when its server dies while it connects.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

BUY = {"task": "buy", "person": "person0"}

BACK_S = 5.0
"""Everybody is in the room again so long after the server is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How hard it gets.

    Attributes:
        watchers: People in the room; the first of them moderates.
        acts: Acts of each person.
        events: Events of the participant's page.
        limit_s: When to give up.
    """

    watchers: int
    acts: int
    events: int
    kills: int
    limit_s: float


SHORT = Plan(watchers=3, acts=20, events=300, kills=1, limit_s=90)
LONG = Plan(watchers=10, acts=120, events=6_000, kills=6, limit_s=280)


def test_a_room_comes_back_whole_after_its_server_was_killed(tmp_path: Path) -> None:
    kill_while_watching(tmp_path, SHORT)


@pytest.mark.faults
def test_a_room_of_ten_comes_back_whole_after_six_kills(tmp_path: Path) -> None:
    worst_s = kill_while_watching(tmp_path, LONG)

    assert worst_s < BACK_S


def kill_while_watching(folder: Path, plan: Plan) -> float:
    """Kill the server under a busy room; answer how long the slowest took to be back."""
    write_study(folder / "studies")
    server = Server(folder / "studies", folder / "data", port=find_port()).start()
    site = open_beside(server)
    try:
        return watch_and_kill(server, site, plan)
    finally:
        site.db.close()
        server.stop()
        # What the client left is collected here, where it is known, and not in another test.
        gc.collect()


def watch_and_kill(server: Server, site: Site, plan: Plan) -> float:
    """Do so with a server that runs; whoever calls this ends it."""
    started = start(site)
    people = [enter(site, started, server.port, plan, number) for number in range(plan.watchers)]
    page = Sender(started.token, server.port, list(numbered(plan.events, "page")), seed=1)
    is_over = threading.Event()
    runs = [each.run for each in people] + [page.run]
    threads = [threading.Thread(target=run, args=(is_over,)) for run in runs]
    for thread in threads:
        thread.start()

    ready_s = kill_again_and_again(server, plan, people, page)
    worst_s = max(
        next(at_s for at_s in each.entered_s if at_s > back_s) - back_s
        for back_s in ready_s
        for each in people
    )
    wait_until(lambda: is_all_seen(site, started, people), plan.limit_s)
    is_over.set()
    for thread in threads:
        thread.join()

    lost, extra = compare(site, started, people, plan)
    print(
        f"\n{plan.watchers} watching, {len(ready_s)} kills, "
        f"{sum(len(each.acked) for each in people)} acts and {page.acked + 1} events acknowledged, "
        f"{page.cut} requests cut: {lost} lost, {extra} twice; "
        f"everybody back {worst_s:.1f} s after the server at the latest"
    )
    assert [*(each.faults for each in people), page.faults] == [[]] * (plan.watchers + 1)
    assert len(ready_s) == plan.kills
    assert (lost, extra) == (0, 0)
    assert verify_log(site.db) == []
    return worst_s


def kill_again_and_again(
    server: Server, plan: Plan, people: list[Steady], page: Sender
) -> list[float]:
    """Kill the server each time another share is through; answer when it was back."""
    chance, ready_s = random.Random(4711), list[float]()
    whole = plan.watchers * (plan.acts + 1) + plan.events
    until_s = time.monotonic() + plan.limit_s
    while True:
        done = sum(len(each.acked) for each in people) + page.acked + 1
        if done == whole or time.monotonic() > until_s:
            break
        if len(ready_s) < plan.kills and done / whole > (len(ready_s) + 1) / (plan.kills + 2):
            server.stop(signal.SIGKILL)
            time.sleep(chance.uniform(0, 0.5))
            server.start()
            ready_s.append(time.monotonic())
        time.sleep(0.02)
    # Who was not back yet when all was done is waited for.
    wait_until(
        lambda: all(each.entered_s and each.entered_s[-1] > ready_s[-1] for each in people), 30
    )
    return ready_s


def wait_until(is_so: Callable[[], bool], limit_s: float) -> None:
    """Wait until something is so; what follows looks whether it was."""
    until_s = time.monotonic() + limit_s
    while not is_so() and time.monotonic() < until_s:
        time.sleep(0.1)


def open_beside(server: Server) -> Site:
    """Open the same data in this process, to sign people in and to look."""
    settings = read_settings(data=server.data, studies=server.studies, base_url=server.url)
    db = open_database(settings.database)
    return Site(create_app(settings, db), db, settings, [wall_clock_ms()])


def start(site: Site) -> StartedSession:
    """Start a session whose task runs, so that there is something to judge."""
    version = read_study(site.settings.studies / "shop")
    new = NewSession(version, 2, now_ms=wall_clock_ms(), mode=SessionMode.MODERATED)
    started = start_session(site.db, new)
    running: list[AnyEvent] = [TaskAssigned(at_ms=0, **BUY), TaskBegun(at_ms=0, **BUY)]
    site.db.write(lambda log: append_events(log, started.session, running, now_ms=new.now_ms))
    return started


def enter(site: Site, started: StartedSession, port: int, plan: Plan, number: int) -> Steady:
    """Sign somebody in and say what they are going to do."""
    login = f"person{number}"
    client = site.person(Role.RESEARCHER, login)
    token = find_token(client.get("/"))
    cookie = client.get_cookie("recorder")
    assert cookie is not None
    first = {"type": "moderation.handed", "to": login} if number == 0 else {"type": "remark.made"}
    said = {} if number == 0 else {"text": "Here."}
    acts: list[dict[str, object]] = [{**first, **said, "act": f"{login}-first"}]
    rest = [{**pick_act(number, place), "act": f"{login}-{place}"} for place in range(plan.acts)]
    acts += rest
    return Steady(port, started.session.id, f"recorder={cookie.value}", token, acts)


def pick_act(number: int, place: int) -> dict[str, object]:
    kinds: list[dict[str, object]] = [
        {"type": "note.added", "note": f"n{number}-{place}", "text": "Hm"},
        {"type": "verdict.given", "task": "buy", "outcome": "failed", "reason": str(place)},
        {"type": "remark.made", "text": "Look!"},
    ]
    if number == 0:
        kinds += [{"type": "assist.given", "task": "buy"}, {"type": "message.sent", "text": "Go"}]
    return kinds[place % len(kinds)]


def is_all_seen(site: Site, started: StartedSession, people: list[Steady]) -> bool:
    stored = list_stored(site, started)
    return all(set(each.seen) == stored for each in people)


def list_stored(site: Site, started: StartedSession) -> set[tuple[str, int]]:
    epochs = read_record(site.db, started.session.id).epochs
    return {(epoch.id, seq) for epoch in epochs for seq in range(len(epoch.events))}


def compare(
    site: Site, started: StartedSession, people: list[Steady], plan: Plan
) -> tuple[int, int]:
    """Count what was acknowledged and is not there or not seen, and what is there twice."""
    epochs = {epoch.id: epoch for epoch in read_record(site.db, started.session.id).epochs}
    acts = Counter(
        event.act for event in epochs[SERVER_EPOCH].events if isinstance(event, Act) and event.act
    )
    acked = [name for each in people for name in each.acked]
    lost = sum(acts[name] == 0 for name in acked) + abs(len(acked) - len(acts))
    extra = sum(count - 1 for count in acts.values())
    stored = list_stored(site, started)
    lost += sum(len(stored - set(each.seen)) for each in people)
    extra += sum(len(set(each.seen) - stored) for each in people)
    of_page = [len(epoch.events) for name, epoch in epochs.items() if name != SERVER_EPOCH]
    return lost + abs(plan.events - sum(of_page)), extra
