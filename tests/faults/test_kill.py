"""A server that is killed at any moment: what it acknowledged is there, once and in order."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from recorder.clock import wall_clock_ms
from recorder.model.events import CustomReported
from recorder.storage.database import Database, open_database
from recorder.storage.log import read_record
from recorder.storage.sessions import StartedSession
from recorder.storage.verification import verify_log
from tests.faults.sender import Sender, numbered
from tests.storage.helpers import EPOCH, open_new, start

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Plan:
    """How hard it gets.

    Attributes:
        events: Events of each client.
        limit_s: When to give up.
        is_whole: Kill `recorder serve` with all of its processes, instead of ingest alone.
    """

    clients: int
    events: int
    kills: int
    limit_s: float
    is_whole: bool


SHORT = Plan(clients=6, events=1_000, kills=3, limit_s=60, is_whole=False)
LONG = Plan(clients=20, events=3_000, kills=10, limit_s=280, is_whole=True)


def test_what_a_killed_server_acknowledged_is_there_once_and_in_order(tmp_path: Path) -> None:
    kill_while_sending(tmp_path, SHORT)


@pytest.mark.faults
def test_sixty_thousand_events_survive_ten_kills(tmp_path: Path) -> None:
    kill_while_sending(tmp_path, LONG)


def kill_while_sending(folder: Path, plan: Plan) -> None:
    """Have clients send while the server is killed again and again; then look at the log."""
    db = open_new(folder)
    started = [start(db, now_ms=wall_clock_ms()) for _ in range(plan.clients)]
    db.close()
    port = find_port()
    senders = [
        Sender(each.token, port, list(numbered(plan.events, each.session.id)), seed)
        for seed, each in enumerate(started)
    ]
    is_over = threading.Event()
    threads = [threading.Thread(target=each.run, args=(is_over,)) for each in senders]
    begun_s = time.monotonic()
    kills = serve_and_kill(folder, plan, port, threads, senders)
    is_over.set()
    for thread in threads:
        thread.join()

    lost, extra = compare(folder, started, senders, plan.events)
    took_s = time.monotonic() - begun_s
    print(
        f"\n{plan.clients} clients, {plan.clients * plan.events} events, {kills} kills, "
        f"{sum(each.cut for each in senders)} requests cut, "
        f"{sum(each.resent for each in senders)} events resent: "
        f"{lost} lost, {extra} twice or wrong, {took_s:.1f} s"
    )
    assert kills == plan.kills
    assert [each.faults for each in senders] == [[]] * plan.clients
    assert (lost, extra) == (0, 0)
    assert all(each.acked == plan.events - 1 for each in senders)


def serve_and_kill(
    folder: Path, plan: Plan, port: int, threads: list[threading.Thread], senders: list[Sender]
) -> int:
    """Kill the server each time another share of the events is through; tell how often."""
    chance, kills = random.Random(4711), 0
    until_s = time.monotonic() + plan.limit_s
    server = serve(folder, port, is_whole=plan.is_whole)
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads) and time.monotonic() < until_s:
        time.sleep(0.005 + chance.uniform(0, 0.02))
        share = sum(each.acked + 1 for each in senders) / (plan.clients * plan.events)
        if share > (kills + 1) / (plan.kills + 1) and kills < plan.kills:
            kill(server)
            kills += 1
            server = serve(folder, port, is_whole=plan.is_whole)
    kill(server)
    return kills


def serve(folder: Path, port: int, *, is_whole: bool) -> "subprocess.Popen[str]":
    """Start a server and wait until it takes connections."""
    url = f"sqlite:///{folder / 'recorder.sqlite'}"
    alone = ["tests.faults.ingest_server", url, str(port)]
    whole = ["recorder", "serve", "--data", str(folder), "--port", str(port)]
    command = [sys.executable, "-m", *(whole if is_whole else alone)]
    with (folder / "server.log").open("a") as log:
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT, start_new_session=True
        )
    assert server.stdout is not None
    assert server.stdout.readline(), (folder / "server.log").read_text()
    return server


def kill(server: "subprocess.Popen[str]") -> None:
    """Kill all of its processes at once and wait until they are gone."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait(10)
    assert server.stdout is not None
    server.stdout.close()


def find_port() -> int:
    """Find a free port on loopback."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def compare(
    folder: Path, started: list[StartedSession], senders: list[Sender], events: int
) -> tuple[int, int]:
    """Count the acknowledged events that are not there, and those there twice or changed."""
    db = open_database(f"sqlite:///{folder / 'recorder.sqlite'}")
    lost = extra = 0
    for each, sender in zip(started, senders, strict=True):
        places = list_places(db, each)
        right = list(range(len(places)))
        lost += max(0, sender.acked + 1 - len(places))
        extra += sum(place != wanted for place, wanted in zip(places, right, strict=True))
        extra += max(0, len(places) - events)
    assert verify_log(db) == []
    db.close()
    return lost, extra


def list_places(db: Database, started: StartedSession) -> list[int]:
    """List the numbers of a session's events in the log's order; -1 for somebody else's."""
    places = []
    for epoch in read_record(db, started.session.id).epochs:
        for event in epoch.events if epoch.id == EPOCH else ():
            assert isinstance(event, CustomReported)
            data = json.loads(bytes(event.data))
            places.append(data["place"] if data["from"] == started.session.id else -1)
    return places
