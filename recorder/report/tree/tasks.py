"""How the participants fared with one task."""

from dataclasses import dataclass
from typing import Literal

from recorder.model.ids import ParticipantId, SessionId, TaskId, VariantId
from recorder.report.tree.answers import QuestionResult, ScoredQuestionnaire, Words
from recorder.report.tree.figures import Figure, Share, Tested
from recorder.report.tree.rows import AttemptRow
from recorder.report.words import format_percent, format_time

BenchmarkVerdict = Literal["met", "not_met", "cannot_tell_yet"]


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many assigned attempts stand so."""

    outcome: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A goal that was declared before the data, and whether the interval settles it.

    Attributes:
        tested: One-sided test of whether the goal is exceeded; None without data.
    """

    measure: Literal["completion", "time_s"]
    goal: float
    goal_words: str
    verdict: BenchmarkVerdict
    because: str
    sentence: str
    tested: Tested | None = None

    @property
    def short_words(self) -> str:
        """Write the goal for a column that says what it is about: `at least 85 %`."""
        if self.measure == "completion":
            return f"at least {format_percent(self.goal)}"
        return f"{format_time(self.goal)} or less"


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One attempt's time on task, in seconds."""

    session: SessionId
    participant: ParticipantId
    time_s: float
    is_success: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The share of all attempts that had succeeded by a time.

    Attributes:
        time_s: Seconds since the start of the task.
        share: Successes until then, of everybody who ended, with their interval.
    """

    time_s: float
    share: Share


@dataclass(frozen=True, slots=True)
class EverybodysTime:
    """Time on task of everybody, those who did not succeed included.

    Attributes:
        median: Median time to success with failures as infinite; no estimate when fewer
            than half succeeded.
        restricted: Mean time up to `limit_s`, failures counted as the whole limit.
        limit_s: The task's time limit, else the longest time of all attempts.
        curve: One point for each success, the earliest first.
        words: What the curve says, in a sentence.
    """

    median: Figure
    restricted: Figure
    limit_s: float
    curve: tuple[CurvePoint, ...]
    words: str


@dataclass(frozen=True, slots=True)
class TimeOnTask:
    """Typical time of the successful attempts, and every attempt's time beside it.

    Attributes:
        figure: The headline: the geometric mean below 25 successes, else the median.
        geometric: Geometric mean of the successful attempts; None without any.
        median: Their median with its exact interval; None without any.
        everybody: The same question asked of all attempts; None when none ended.
        legacy: Efficiency figures of older reports, by name, without intervals.
    """

    successes: int
    ended: int
    figure: Figure
    points: tuple[TimePoint, ...]
    who: str
    text: str
    geometric: Figure | None = None
    median: Figure | None = None
    everybody: EverybodysTime | None = None
    legacy: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that went wrong in attempts: how many were hit, and how often.

    Attributes:
        dispersion: Variance of the counts divided by their mean; None below two attempts.
            Above 1.5 a few participants have most of the trouble.
        wide: The same rate with the interval that holds then too; None where the counts
            spread no more than chance spreads them.
    """

    kind: str
    words: str
    total: int
    hit: Share
    rate: Figure
    dispersion: float | None = None
    wide: Figure | None = None


@dataclass(frozen=True, slots=True)
class PartialCredit:
    """Success in degrees.

    Attributes:
        at_least: How many succeeded fully or in part.
        score: Mean score, 0 to 1, with the bounded Wilson interval.
    """

    at_least: Share
    score: Figure


@dataclass(frozen=True, slots=True)
class Navigation:
    """The ways that participants took through the pages.

    Attributes:
        direct_success: Completed without a detour, of everybody who ended.
        first_click: First clicks that met a target; None where the task declares none.
        misclicks: Clicks beside the targets of all clicks; None where it declares none.
        lostness: Median lostness of those who completed, 0 to about 1.41; None without a
            best path to compare with.
        efficiency: Fewest pages needed by pages seen, of those who completed, 0 to 1.
        words: What the lostness says, in a sentence.
    """

    direct_success: Share
    first_click: Share | None = None
    misclicks: Figure | None = None
    lostness: Figure | None = None
    efficiency: Figure | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class PositionResult:
    """How a task fared at one place of the order, from 1."""

    position: int
    completion: Share
    time: Figure


@dataclass(frozen=True, slots=True)
class Live:
    """Figures that may be looked at after every participant.

    Attributes:
        completion: The share of completion with an always-valid interval.
        time: Typical time with an always-valid interval.
        settled: What the intervals settle already, in a sentence; "".
    """

    completion: Figure
    time: Figure
    settled: str = ""


@dataclass(frozen=True, slots=True)
class VariantResult:
    """How one variant of the design fared with a task, beside the others and not against them."""

    variant: VariantId
    completion: Share
    time: Figure


@dataclass(frozen=True, slots=True)
class TaskReport:
    """How the participants fared with one task.

    Attributes:
        number: Place in the study file, from 1.
        assigned: Attempts assigned; the outcome counts sum up to it.
        ended: Attempts with an outcome other than void: the n of every share here.
        variants: One for each variant when there are several; else empty.
        others: How the attempts stand that did not complete it, in a sentence.
        intention: Completed of everybody assigned, void attempts left out; None where that
            is the same as `completion`.
        partial: None where the study file gives no partial credit.
        positions: One for each place of the order that the task had; empty when all had
            it at the same place.
        questionnaires: Those with a published score that were asked after the task.
        live: None once the planned number is reached, or where none is planned.
    """

    id: TaskId
    number: int
    title: str
    scenario: str
    assigned: int
    ended: int
    outcomes: tuple[OutcomeCount, ...]
    completion: Share
    unassisted: Share
    assisted: int
    benchmarks: tuple[Benchmark, ...]
    time: TimeOnTask
    troubles: tuple[Trouble, ...]
    ease: QuestionResult | None
    questions: tuple[QuestionResult, ...]
    direct: Share
    variants: tuple[VariantResult, ...]
    problems: tuple[Words, ...]
    rows: tuple[AttemptRow, ...]
    others: str
    summary: tuple[str, ...]
    intention: Share | None = None
    partial: PartialCredit | None = None
    navigation: Navigation | None = None
    positions: tuple[PositionResult, ...] = ()
    questionnaires: tuple[ScoredQuestionnaire, ...] = ()
    live: Live | None = None
