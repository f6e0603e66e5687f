"""Sessions made up by hand, so that a report's figures can be worked out on paper."""

from collections.abc import Mapping, Sequence
from random import Random

from recorder.model.attempts import Answer, Attempt
from recorder.model.ids import (
    ParticipantId,
    QuestionId,
    SessionId,
    StudyHash,
    StudyId,
    TaskId,
)
from recorder.model.outcomes import Claim, Finding, Outcome
from recorder.model.sessions import Session, SessionState
from recorder.model.studies import Study
from recorder.report.readings import SessionReading

BUY, FIND = TaskId("buy-green-tea"), TaskId("find-hours")
STARTED_MS = 1_795_300_000_000.0
GOOD_SUS = (5, 2, 4, 1, 4, 2, 5, 2, 4, 2)


def make_study(**changes: object) -> Study:
    """Make the study of the scripted sessions: two tasks, SUS, NPS and one question."""
    plan: dict[str, object] = {
        "format": 1,
        "id": "tea-shop",
        "title": "Tea shop, checkout",
        "product": {"name": "Tea shop", "version": "2.1"},
        "goals": "Can first-time visitors buy a tea without help?",
        "participants": {"planned": 6},
        "consent": {"version": 1, "text": "We record clicks.", "retention": "12 months"},
        "tasks": [
            {
                "id": "buy-green-tea",
                "title": "Buy green tea",
                "scenario": "You are out of tea. Buy 100 g of Sencha.",
                "benchmark": {"completion": 0.3, "time": "60s"},
                "questions": [
                    "seq",
                    {
                        "id": "order-number",
                        "ask": "Which order number did you get?",
                        "kind": "text",
                    },
                ],
            },
            {
                "id": "find-hours",
                "title": "Find the opening hours",
                "scenario": "You want to visit the shop on Sunday. When does it open?",
                "questions": [
                    "seq",
                    {
                        "id": "where",
                        "ask": "Where did you look first?",
                        "kind": "choice",
                        "choices": ["menu", "footer"],
                    },
                ],
            },
        ],
        "after_study": [
            "sus",
            "nps",
            {"id": "why", "ask": "What was hardest?", "kind": "long-text"},
        ],
    }
    return Study.model_validate(plan | changes)


def make_attempt(
    who: int,
    task: TaskId,
    outcome: Outcome | None,
    time_s: float | None = None,
    **more: object,
) -> Attempt:
    """Make one attempt that started 5 s into its session."""
    fields: dict[str, object] = {
        "session": SessionId(f"session{who:09}"),
        "participant": ParticipantId(f"p{who:02}"),
        "variant": None,
        "task": task,
        "position": 1,
        "shown_ms": 1_000.0,
        "started_ms": 5_000.0,
        "outcome": outcome,
        "active_ms": None if time_s is None else time_s * 1_000,
    }
    return Attempt(**(fields | more))  # type: ignore[arg-type]


def make_session(who: int, **more: object) -> Session:
    """Make one finished session of the scripted study."""
    fields: dict[str, object] = {
        "id": SessionId(f"session{who:09}"),
        "study": StudyId("tea-shop"),
        "version": StudyHash("a" * 64),
        "participant": ParticipantId(f"p{who:02}"),
        "variant": None,
        "tasks": (BUY, FIND),
        "state": SessionState.FINISHED,
        "started_ms": STARTED_MS + who * 60_000,
        "last_received_ms": STARTED_MS + who * 60_000 + 30_000,
        "consent_version": "c" * 64,
    }
    return Session(**(fields | more))  # type: ignore[arg-type]


def after_study(
    sus: Sequence[int] | None = None, nps: int | None = None, why: str = ""
) -> dict[QuestionId, Answer]:
    """Make the answers to the questions after the study."""
    answers: dict[QuestionId, Answer] = {}
    if sus is not None:
        answers |= {QuestionId(f"sus.{item}"): float(v) for item, v in enumerate(sus, 1)}
    if nps is not None:
        answers[QuestionId("nps")] = float(nps)
    if why:
        answers[QuestionId("why")] = why
    return answers


def rated(seq: int, **others: str) -> dict[QuestionId, Answer]:
    """Make the answers to a task's questions."""
    named = {QuestionId(name.replace("_", "-")): value for name, value in others.items()}
    return {QuestionId("seq"): float(seq), **named}


def make_reading(
    who: int,
    *attempts: Attempt,
    answers: Mapping[QuestionId, Answer] | None = None,
    excluded_because: str | None = None,
    **session: object,
) -> SessionReading:
    """Make one session's reading."""
    return SessionReading(
        session=make_session(who, **session),
        attempts=attempts,
        answers=answers or {},
        excluded_because=excluded_because,
    )


def six_sessions() -> list[SessionReading]:
    """Make six sessions that count and three that do not; the tests work them out by hand.

    Buying: 4 of 5 completed in 55, 65, 75 and 62 s, one gave up, one attempt is void.
    Finding: one completed with help, one failed, one timed out, one runs, two not reached.
    """
    done, quit_ = Claim.DONE, Claim.GAVE_UP
    met, missed = Finding.MET, Finding.NOT_MET

    def buy(who: int, outcome: Outcome | None, time_s: float | None, **more: object) -> Attempt:
        return make_attempt(who, BUY, outcome, time_s, **more)

    def find(who: int, outcome: Outcome | None, time_s: float | None, **more: object) -> Attempt:
        return make_attempt(who, FIND, outcome, time_s, position=2, **more)

    return [
        make_reading(
            1,
            buy(1, Outcome.COMPLETED, 55, claim=done, criterion=met, direct=True,
                answers=rated(6, order_number="4711")),
            find(1, Outcome.COMPLETED, 20, claim=done, criterion=met, direct=False, assists=1,
                 answers=rated(5, where="menu")),
            answers=after_study(GOOD_SUS, 9, "The basket."),
        ),
        make_reading(
            2,
            buy(2, Outcome.COMPLETED, 65, claim=done, criterion=met, direct=True,
                script_errors=2, answers=rated(7)),
            find(2, Outcome.FAILED, 40, claim=done, criterion=missed, slips=3,
                 answers=rated(3, where="footer")),
            answers=after_study((3,) * 10, 10),
        ),
        make_reading(
            3,
            buy(3, Outcome.COMPLETED, 75, claim=done, criterion=met, direct=False,
                answers=rated(4)),
            find(3, Outcome.TIMED_OUT, 180, criterion=missed, answers=rated(1)),
            answers=after_study(nps=3),
        ),
        make_reading(
            4,
            buy(4, Outcome.COMPLETED, 62, claim=done, criterion=missed,
                verdict=Outcome.COMPLETED, reason="found another way", direct=True,
                answers=rated(6)),
            find(4, None, None),
            state=SessionState.OPEN,
        ),
        make_reading(
            5,
            buy(5, Outcome.GAVE_UP, 90, claim=quit_, criterion=missed, request_errors=1,
                problems=("The button did nothing.",), answers=rated(2)),
        ),
        make_reading(6, buy(6, Outcome.VOID, 5, reason="network failed")),
        make_reading(7, buy(7, Outcome.COMPLETED, 1), is_test=True),
        make_reading(8, buy(8, Outcome.COMPLETED, 1), excluded_because="works for the shop"),
        make_reading(9, state=SessionState.WITHDRAWN),
    ]  # fmt: skip


WIDE_TASKS = (
    ("buy-green-tea", "Buy green tea", 0.9, 58, 6.0, {"completion": 0.6, "time": "90s"}),
    ("find-hours", "Find out when the shop in the old town opens on Sundays", 0.35, 95, 3.2, None),
    ("return-order", "Return an order", 0.6, 140, 4.4, {"completion": 0.8}),
    ("redeem-voucher", "Redeem a voucher", 0.75, 42, 5.4, {"time": "60s"}),
    ("change-address", "Change the delivery address", 0.97, 33, 6.3, {"completion": 0.5}),
)


OTHER_ENDS = (
    Outcome.FAILED,
    Outcome.GAVE_UP,
    Outcome.TIMED_OUT,
    Outcome.PARTIAL,
    Outcome.ABANDONED,
)


def wide_study() -> Study:
    """Make a study with five tasks, as large as reports usually get."""
    return make_study(
        title="Tea shop, checkout of version 2.1",
        participants={"planned": 14},
        tasks=[
            {
                "id": name,
                "title": title,
                "scenario": f"{title}, please. Take your time and work as you would at home.",
                "questions": ["seq", {"id": "note", "ask": "What hindered you?", "kind": "text"}],
                **({"benchmark": goal} if goal else {}),
            }
            for name, title, _, _, _, goal in WIDE_TASKS
        ],
        after_study=[
            "sus",
            "nps",
            {"id": "why", "ask": "What was hardest?", "kind": "long-text"},
            {"id": "again", "ask": "How would you order next time?", "kind": "choice",
             "choices": ["on the site", "by telephone", "in the shop"]},
        ],
    )  # fmt: skip


def wide_readings(sessions: int = 14, seed: int = 7) -> list[SessionReading]:
    """Make many realistic sessions; the same seed always gives the same."""
    chance = Random(seed)
    tasks = tuple(TaskId(name) for name, *_ in WIDE_TASKS)
    made = []
    for who in range(1, sessions + 1):
        reached = 3 if who == 5 else len(tasks)
        attempts = [_wide_attempt(who, place, chance) for place in range(reached)]
        sus = [
            min(5, max(1, round(chance.gauss(4 if item % 2 else 2, 0.9)))) for item in range(1, 11)
        ]
        why = chance.choice(
            ["", "Finding the opening hours.", "The voucher field is hidden behind “More”.", ""]
        )
        answers = after_study(sus, _rating(chance, 7.5, 10), why)
        answers[QuestionId("again")] = chance.choice(["on the site", "on the site", "in the shop"])
        made.append(
            make_reading(
                who, *attempts, answers=answers if who != 5 else {}, tasks=tasks,
                is_test=who == 1,
                excluded_because="Works for the agency." if who == 8 else None,
                state=SessionState.STOPPED if who == 5 else SessionState.FINISHED,
            )
        )  # fmt: skip
    return made


def _rating(chance: Random, around: float, highest: int) -> int:
    return min(highest, max(1, round(chance.gauss(around, 1.1))))


def _wide_attempt(who: int, place: int, chance: Random) -> Attempt:
    name, _, share, typical_s, ease, _ = WIDE_TASKS[place]
    others = [
        Outcome.FAILED,
        Outcome.GAVE_UP,
        Outcome.TIMED_OUT,
        Outcome.PARTIAL,
        Outcome.ABANDONED,
    ]
    outcome = Outcome.COMPLETED if chance.random() < share else chance.choice(others)
    if who == 9 and place == 2:
        outcome = Outcome.VOID
    is_done = outcome is Outcome.COMPLETED
    gave_up = outcome is Outcome.GAVE_UP
    has_left = outcome in (Outcome.TIMED_OUT, Outcome.ABANDONED)
    seq = _rating(chance, ease, 7)
    return make_attempt(
        who, TaskId(name), outcome, typical_s * chance.lognormvariate(0, 0.4), position=place + 1,
        claim=Claim.GAVE_UP if gave_up else None if has_left else Claim.DONE,
        criterion=Finding.MET if is_done else Finding.NOT_MET,
        direct=(chance.random() < 0.6) if is_done else None,
        assists=int(chance.random() < 0.1), slips=chance.choice([0, 0, 0, 1, 2]),
        script_errors=chance.choice([0, 0, 0, 0, 1]), request_errors=int(chance.random() < 0.08),
        score=1.0 if is_done else 0.5 if outcome is Outcome.PARTIAL else 0.0,
        reason="network failed" if outcome is Outcome.VOID else "",
        problems=("The page jumped while I was typing.",) if chance.random() < 0.06 else (),
        answers=rated(seq, **{"note": "I looked in the menu."} if chance.random() < 0.2 else {}),
        started_ms=5_000.0 + 90_000 * place,
    )  # fmt: skip
