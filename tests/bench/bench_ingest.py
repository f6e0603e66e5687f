"""What parsing and appending cost: `python tests/bench/bench_ingest.py`.

Prints microseconds of CPU an event (user and system, all threads of the process) with batches
of 20, for one client that waits for each answer and for 50 that write at once.
"""

import json
import os
import tempfile
import threading
import time
from pathlib import Path

from recorder.ingest.pages import Ingest
from recorder.storage.database import Database
from tests.storage.helpers import START_MS, make_batch, open_new, start

BATCH = 20
BATCHES = 4_000
CLICK = {
    "type": "element.clicked",
    "at_ms": 10.0,
    "x": 0.41,
    "y": 0.5,
    "page_x_px": 310,
    "page_y_px": 522,
    "selector": "main > form > button#place-order",
    "role": "button",
    "name": "Place order",
    "pointer": "mouse",
    "reacted_ms": 43.5,
}


def main() -> None:
    """Measure both and print them."""
    for clients in (1, 50):
        with tempfile.TemporaryDirectory() as folder:
            db = open_new(Path(folder))
            measure(db, clients)
            db.close()


def measure(db: Database, clients: int) -> None:
    """Have this many clients send, each waiting for its answers."""
    bodies = [make_bodies(start(db).token, BATCHES // clients) for _ in range(clients)]
    events = clients * (BATCHES // clients) * BATCH
    # A bucket that never empties: the rate limit is not what is measured.
    ingest = Ingest(db, lambda: START_MS + 1_000)
    ingest._rates.take = lambda *_: 0  # type: ignore[method-assign]
    threads = [threading.Thread(target=send, args=(ingest, each)) for each in bodies]
    before, wall_s = os.times(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after, wall_s = os.times(), time.perf_counter() - wall_s
    own = (after.user - before.user) / events * 1e6
    system = (after.system - before.system) / events * 1e6
    print(
        f"{clients:>3} clients: {own + system:5.1f} us CPU/event ({own:.1f} own, {system:.1f} "
        f"for the system to write to disk), {events / wall_s:8.0f} events/s"
    )


def make_bodies(token: str, count: int) -> list[bytes]:
    """Make the requests beforehand, because a client makes them elsewhere."""
    events = [{**CLICK, "at_ms": float(place)} for place in range(BATCH)]
    return [
        json.dumps(make_batch(token, seq=place * BATCH, events=events)).encode()
        for place in range(count)
    ]


def send(ingest: Ingest, bodies: list[bytes]) -> None:
    """Send one after the other; every one must be acknowledged."""
    for body in bodies:
        answer = ingest.append(body)
        assert answer.status == 200, answer


if __name__ == "__main__":
    main()
