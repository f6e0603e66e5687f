"""What opening a report costs: `python tests/bench/bench_report.py`.

Records sessions of ten tasks through the storage and the ingest, from a fixed seed, and prints
how long the report's page takes: the first time, when the readings are not kept yet; in a new
process, with readings that are; there when the study's page was read before, as people do,
so that the libraries are loaded; and again in the same process.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from recorder.config import read_settings
from recorder.ingest.pages import Ingest
from recorder.model.ids import StudyId
from recorder.storage.database import Database, open_database
from recorder.storage.log import read_data_hash
from recorder.storage.sessions import NewSession, start_session
from recorder.storage.study_folders import read_study
from recorder.web.app import create_app
from recorder.web.warming import start_warming
from tests.web.helpers import NOW_MS, Site, make_site

TASKS = 10
STUDY = """\
format: 1
id: shop
title: A large study
prototype: {start: "https://shop.example/"}
participants: {open: true}
consent: {version: 1, text: We record clicks., retention: 12 months}
tasks:
"""
TASK = """\
  - id: task-NUMBER
    title: Task NUMBER of the shop
    scenario: Do it.
    success: [page: {path: /done-NUMBER.html}]
    benchmark: {completion: 0.7, time: 60s}
    questions: [seq, {id: why, ask: Why?, kind: long-text}]
"""
SUS = [f"sus.{item}" for item in range(1, 11)]
WORDS = ["The button was hard to see.", "It was fine.", "I did not find the price at first."]


LOOKED_AT = "readings kept, the study's page read before"


def main() -> None:
    """Measure a usual study and a large one."""
    for sessions in (12, 1_000):
        with tempfile.TemporaryDirectory() as folder:
            began_s = time.perf_counter()
            record(Path(folder), sessions)
            took_s = time.perf_counter() - began_s
            print(
                f"{sessions:>5} sessions of {TASKS} tasks, recorded in {took_s:.1f} s", flush=True
            )
            for words in ("readings made first", "readings kept", LOOKED_AT):
                opens = [sys.executable, __file__, folder, words]
                subprocess.run(opens, check=True)


def record(folder: Path, sessions: int) -> None:
    """Write the study and record its sessions."""
    text = STUDY + "".join(TASK.replace("NUMBER", str(n)) for n in range(1, TASKS + 1))
    (folder / "studies" / "shop").mkdir(parents=True)
    path = folder / "studies" / "shop" / "study.yaml"
    path.write_text(f"{text}after_study: [sus, nps]\n", "utf-8")
    site = make_site(folder)
    version = read_study(path.parent)
    chance = Random(2041)
    ingest = Ingest(site.db, lambda: NOW_MS)
    ingest._rates.take = lambda *_: 0  # type: ignore[method-assign]
    for _ in range(sessions):
        started = start_session(site.db, NewSession(version, consent_version=1, now_ms=NOW_MS))
        answer = ingest.append(write_batch(started.token, make_events(chance)))
        assert answer.status == 200, answer
    site.db.close()


def make_events(chance: Random) -> list[dict[str, object]]:
    """Make what one participant does, from the first task to the last answer."""
    made: list[dict[str, object]] = []
    now_ms = 0.0

    def add(kind: str, wait_s: float, **fields: object) -> None:
        nonlocal now_ms
        now_ms += 1_000 * wait_s
        made.append({"type": kind, "at_ms": now_ms, **fields})

    for number in range(1, TASKS + 1):
        task, is_well = f"task-{number}", chance.random() < 0.55 + number / 30
        add("task.shown", 1, task=task)
        add("task.started", chance.uniform(3, 9), task=task)
        for _ in range(chance.randint(1, 4)):
            spot = {"x": 0.4, "y": 0.5, "selector": f"#item-{chance.randint(1, 9)}"}
            add("element.clicked", chance.lognormvariate(1.8, 0.7), **spot)
            add("page.viewed", 0.3, address=f"/page-{chance.randint(1, 9)}.html")
        if is_well:
            add("page.viewed", chance.lognormvariate(2, 0.6), address=f"/done-{number}.html")
        add("task.ended", 2, task=task, claim="done" if is_well else "gave_up", why="participant")
        rating = chance.randint(4, 7) if is_well else chance.randint(1, 4)
        add("rating.given", 3, task=task, question="seq", value=rating)
        if chance.random() < 0.3:
            add("rating.given", 9, task=task, question="why", value=chance.choice(WORDS))
    for place, item in enumerate(SUS):
        praise = chance.randint(3, 5)
        add("rating.given", 3, question=item, value=praise if place % 2 == 0 else 6 - praise)
    add("rating.given", 3, question="nps", value=chance.randint(3, 10))
    add("session.ended", 1, why="finished")
    add("epoch.ended", 0, last_seq=len(made))
    return made


def write_batch(token: str, events: list[dict[str, object]]) -> bytes:
    """Write one request that holds a whole session."""
    at_ms = events[-1]["at_ms"]
    assert isinstance(at_ms, float)
    clock = {"origin_ms": NOW_MS, "now_ms": at_ms, "wall_ms": NOW_MS + at_ms}
    batch = {"v": 1, "token": token, "epoch": "AAAAAAAAAAAAAAAA", "prev": None, "from": 0}
    return json.dumps({**batch, "clock": clock, "events": events}).encode()


def open_report(folder: Path, words: str) -> None:
    """Open the report's page three times in this process, and print how long each took."""
    settings = read_settings(data=folder / "data", studies=folder / "studies")
    db = open_database(settings.database)
    app = create_app(settings, db, lambda: NOW_MS + 3_600_000)
    owner = Site(app, db, settings, [NOW_MS]).owner()
    if words == LOOKED_AT:
        owner.get("/studies/shop")
        # Nobody reads that page in less time than the libraries take to load.
        start_warming().join()
    took_s = [time_page(owner) for _ in range(3)]
    size = took_s[0][1] / 1e6
    print(
        f"      {words}: {took_s[0][0]:.2f} s, again {took_s[1][0]:.2f} and {took_s[2][0]:.2f} s, "
        f"{size:.2f} MB of HTML, {time_hash(db):.2f} s of it for the data's hash",
        flush=True,
    )
    db.close()


def time_page(owner: object) -> tuple[float, int]:
    """Answer the seconds that the page took, and its bytes."""
    began_s = time.perf_counter()
    answer = owner.get("/studies/shop/report")  # type: ignore[attr-defined]
    assert answer.status_code == 200, answer.status
    return time.perf_counter() - began_s, len(answer.data)


def time_hash(db: Database) -> float:
    """Answer the seconds that hashing the study's data takes."""
    began_s = time.perf_counter()
    read_data_hash(db, StudyId("shop"))
    return time.perf_counter() - began_s


if __name__ == "__main__":
    if len(sys.argv) == 3:
        open_report(Path(sys.argv[1]), sys.argv[2])
    else:
        main()
