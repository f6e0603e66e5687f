"""Twelve made-up participants of the sample study, so that a demo has a report to read.

They come through the same door as everybody: sessions, batches, the log. What they do is
drawn from a fixed seed; their variant and the order of their tasks are assigned as for
anybody, so no two demos are quite alike.
"""

import secrets
from dataclasses import dataclass, field
from random import Random

import msgspec

from recorder.clock import Clock
from recorder.ingest.pages import Ingest
from recorder.model.studies import Question, StudyVersion, Task
from recorder.storage.database import Database
from recorder.storage.sessions import NewSession, StartedSession, start_session

PEOPLE = 12
HOUR_MS = 3_600_000

PATHS = {
    "buy-sencha": {
        "current": ["teas", "tea", "basket", "delivery", "pay", "thanks"],
        "short": ["teas", "tea", "basket", "checkout-short", "thanks"],
    },
    "sleep-well": ["teas", "tea"],
    "less-assam": ["basket"],
    "aunt-in-norway": ["delivery-information"],
    "a-present": ["gift-card"],
}
"""Pages after the start page, on the way that works."""

DETOURS = ["help", "contact", "returns", "teas", "index"]
QUERIES = {"teas": "?caffeine=none", "tea": "?tea=sencha"}
CLICKS = {"thanks": "#place-order"}
LAST_CLICKS = {"less-assam": "#update-basket", "a-present": "#redeem"}
REPORTS: dict[str, dict[str, object]] = {
    "buy-sencha": {"name": "order-placed", "data": {"tea": "sencha", "grams": 100}},
    "less-assam": {"name": "basket-changed", "data": {"tea": "assam", "grams": 100}},
}
RIGHT = {"order-number": "AL-2041", "price": 3.2, "days": "5 to 8 working days", "worth": "18.50"}
WRONG = {"order-number": "no idea", "price": 4.5, "days": "3 to 5 working days", "worth": "20"}
SUCCESS = {"buy-sencha": 0.6, "sleep-well": 0.85, "less-assam": 0.75, "aunt-in-norway": 0.5}
PACE_S = {"buy-sencha": 13.0, "sleep-well": 16.0, "less-assam": 15.0, "aunt-in-norway": 18.0}
PROBLEMS = [
    "I did not see what delivery costs until the very end.",
    "The button to go on looked like the one to go back.",
    "The filter forgot what I had chosen.",
]
HARDEST = [
    "Finding out what delivery costs.",
    "The filter forgot what I had chosen when I went back.",
    "I nearly went back instead of on, the buttons look alike.",
    "Changing how much I want. There is no minus.",
    "Nothing really.",
    "To know how long it takes to Norway, I had to guess.",
    "The form threw my address away after one mistake!",
    "I was not sure the order had gone through.",
    "Which teas are without caffeine.",
    "All those steps before I see a total.",
    "The gift card: it says one sum and then another.",
    "It was fine, only the search found nothing for “green”.",
]
"""One for each made-up participant."""


def add_demo_people(db: Database, version: StudyVersion, clock: Clock) -> None:
    """Record the sessions of the made-up participants, spread over the last three days."""
    chance = Random(2041)  # noqa: S311 (play data, the same every time)
    now_ms = clock()
    for number in range(PEOPLE):
        started_ms = now_ms - (72 - 5 * number) * HOUR_MS
        person = _Person(db, version, chance, started_ms, HARDEST[number])
        person.take_part(is_leaving=number == 7)


@dataclass
class _Person:
    """One made-up sitting; its clock runs as its events are written."""

    db: Database
    version: StudyVersion
    chance: Random
    now_ms: float
    hardest: str
    session: StartedSession = field(init=False)
    events: list[dict[str, object]] = field(default_factory=list)
    origin_ms: float = 0.0
    epoch: str = ""
    prev: str | None = None

    def __post_init__(self) -> None:
        study = self.version.study
        new = NewSession(
            self.version,
            consent_version=study.consent.version,
            now_ms=self.now_ms,
            screener={each.id: each.choices[0] for each in study.screener},
        )
        self.session = start_session(self.db, new)

    def take_part(self, *, is_leaving: bool) -> None:
        """Do every task in the order assigned, then answer what is asked at the end."""
        tasks = {task.id: task for task in self.version.study.tasks}
        order = [tasks[task] for task in self.session.session.tasks]
        for task in order:
            self._attempt(task, is_leaving=is_leaving and task is order[3])
            if is_leaving and task is order[3]:
                return
        self._answer(self.version.study.after_study, task=None, is_well=True)
        self._add("session.ended", why="finished")
        self._leave_page()

    def _attempt(self, task: Task, *, is_leaving: bool) -> None:
        is_well = self.chance.random() < SUCCESS.get(task.id, 0.9)
        start = (task.start or "/index.html").strip("/").removesuffix(".html")
        self._open_page(start)
        self._add("task.shown", task=task.id)
        self._wait(self.chance.uniform(5, 14))
        self._add("task.started", task=task.id)
        for page in self._plan(task, is_well=is_well, is_leaving=is_leaving):
            self._wait(self.chance.lognormvariate(0, 0.45) * PACE_S.get(task.id, 12.0) / 1.6)
            self._click(CLICKS.get(page, f"a[href='{page}.html']"))
            self._open_page(page)
        if is_leaving:
            self._leave_page()
            return
        self._finish(task, is_well=is_well)

    def _plan(self, task: Task, *, is_well: bool, is_leaving: bool) -> list[str]:
        known = PATHS[task.id]
        path = list(known[str(self.session.session.variant)] if isinstance(known, dict) else known)
        if not is_well or is_leaving:
            path = path[: max(0, len(path) // 2)]
        for _ in range(self.chance.choice([0, 0, 1, 1, 2]) + (not is_well)):
            path.insert(self.chance.randint(0, len(path)), self.chance.choice(DETOURS))
        return path

    def _finish(self, task: Task, *, is_well: bool) -> None:
        self._wait(self.chance.uniform(2, 7))
        if is_well and task.id in LAST_CLICKS:
            self._click(LAST_CLICKS[task.id])
        if is_well and task.id in REPORTS:
            self._add("custom.reported", **REPORTS[task.id])
        if not is_well and self.chance.random() < 0.3:
            self._add("problem.reported", task=task.id, text=self.chance.choice(PROBLEMS))
        claim = "done" if is_well or self.chance.random() < 0.4 else "gave_up"
        self._add("task.ended", task=task.id, claim=claim, why="participant")
        self._answer(task.questions, task=task.id, is_well=is_well)

    def _answer(self, questions: tuple[Question, ...], *, task: str | None, is_well: bool) -> None:
        for question in questions:
            self._wait(self.chance.uniform(2, 6))
            value = self._choose(question, is_well=is_well)
            self._add("rating.given", question=question.id, value=value, task=task)

    def _choose(self, question: Question, *, is_well: bool) -> object:
        if question.id in RIGHT:
            return (RIGHT if is_well else WRONG)[question.id]
        if question.kind == "scale":
            best = question.minimum + (question.points or 1) - 1
            is_turned = question.instrument == "sus" and (question.item or 0) % 2 == 0
            away = self.chance.choice([0, 1, 1, 1, 2] if is_well else [2, 3, 4])
            return max(
                question.minimum, min(best, question.minimum + away if is_turned else best - away)
            )
        if question.kind == "choices":
            return self.chance.sample(question.choices, 2)
        return question.choices[0] if question.choices else self.hardest

    def _open_page(self, page: str) -> None:
        self._leave_page()
        self.epoch, self.origin_ms = secrets.token_urlsafe(12), self.now_ms
        self._wait(0.2)
        self._add("page.viewed", address=f"/{page}.html{QUERIES.get(page, '')}")

    def _click(self, selector: str) -> None:
        watched = self.version.study.all_click_selectors()
        matches = [selector] if selector in watched else []
        self._add("element.clicked", selector=selector, matches=matches, role="link")

    def _leave_page(self) -> None:
        if not self.epoch:
            return
        self._add("epoch.ended", last_seq=len(self.events))
        at_ms = self.now_ms - self.origin_ms
        batch = {
            "v": 1,
            "token": self.session.token,
            "epoch": self.epoch,
            "prev": self.prev,
            "from": 0,
            "clock": {"origin_ms": self.origin_ms, "now_ms": at_ms, "wall_ms": self.now_ms},
            "events": self.events,
        }
        received_ms = self.now_ms + 40
        Ingest(self.db, lambda: received_ms).append(msgspec.json.encode(batch))
        self.prev, self.epoch, self.events = self.epoch, "", []

    def _add(self, kind: str, **fields: object) -> None:
        self.events.append({"type": kind, "at_ms": self.now_ms - self.origin_ms, **fields})

    def _wait(self, seconds: float) -> None:
        self.now_ms += 1_000 * seconds
