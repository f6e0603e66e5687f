"""How an attempt ended, from what a person, the criterion and the participant said."""

from dataclasses import dataclass
from enum import StrEnum

from recorder.model.events import VerdictAgreed, VerdictGiven
from recorder.model.outcomes import Finding, Outcome

HALF = 0.5
"""Score of a `partial` verdict where neither the person nor the study names one."""


class Ending(StrEnum):
    """What brought an attempt to its end."""

    DONE = "done"
    GAVE_UP = "gave_up"
    TIME_LIMIT = "time_limit"
    CRITERION = "criterion"
    ENDED = "ended"
    """A moderator ended it, and nobody heard what the participant says of it."""

    STOPPED = "stopped"
    LEFT = "left"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that an outcome depends on.

    Attributes:
        ending: What brought the attempt to its end.
        finding: What the criterion found; NONE when the task declares none.
        met_in_time: The criterion was met, and within the time limit where there is one.
        partly_in_time: So was the partial criterion.
        over_limit: The active time exceeded the time limit.
        partial_score: What the study gives for the partial criterion; None without one.
        verdict: What people agreed on, else the last verdict that stands; None without one.
        void_reason: Why the whole session does not count; None when it does.
    """

    ending: Ending
    finding: Finding = Finding.NONE
    met_in_time: bool = False
    partly_in_time: bool = False
    over_limit: bool = False
    partial_score: float | None = None
    verdict: VerdictGiven | VerdictAgreed | None = None
    void_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How an attempt ended, its score, and why where a person said so."""

    outcome: Outcome | None
    score: float | None
    reason: str = ""


def judge(facts: Facts) -> Judgement:
    """Decide how an attempt ended.

    In this order: a session that was excluded or withdrawn makes it void, whatever else is
    known; a person's verdict; the criterion, met within the time limit (in full, then in
    part); then how it ended. Giving up counts as giving up even over the time limit; a
    claim of done that came over the limit is timed out. What a moderator ended without a
    claim, and no criterion looks at, waits for a verdict.
    """
    if facts.void_reason is not None:
        return Judgement(Outcome.VOID, None, facts.void_reason)
    if facts.verdict is not None:
        return _by_person(facts.verdict, facts.partial_score)
    if facts.ending is Ending.RUNNING:
        return Judgement(None, None)
    if facts.met_in_time:
        return Judgement(Outcome.COMPLETED, 1.0)
    if facts.partly_in_time:
        return Judgement(Outcome.PARTIAL, _partial_score(facts.partial_score))
    if facts.ending is Ending.ENDED and facts.finding is Finding.NONE and not facts.over_limit:
        return Judgement(None, None)
    outcome = _by_ending(facts)
    return Judgement(outcome, 1.0 if outcome is Outcome.COMPLETED else 0.0)


def _by_person(verdict: VerdictGiven | VerdictAgreed, declared: float | None) -> Judgement:
    outcome = Outcome(verdict.outcome)
    match outcome:
        case Outcome.VOID:
            score = None
        case Outcome.COMPLETED:
            score = 1.0
        case Outcome.PARTIAL:
            score = _partial_score(declared if verdict.score is None else verdict.score)
        case _:
            score = 0.0
    return Judgement(outcome, score, verdict.reason)


def _partial_score(declared: float | None) -> float:
    return HALF if declared is None else declared


def _by_ending(facts: Facts) -> Outcome:
    match facts.ending:
        case Ending.GAVE_UP:
            return Outcome.GAVE_UP
        case Ending.TIME_LIMIT:
            return Outcome.TIMED_OUT
        case _ if facts.over_limit:
            return Outcome.TIMED_OUT
        case Ending.ENDED:
            return Outcome.FAILED
        case Ending.DONE | Ending.CRITERION:
            is_free = facts.finding is Finding.NONE
            return Outcome.COMPLETED if is_free else Outcome.FAILED
        case _:
            return Outcome.ABANDONED
