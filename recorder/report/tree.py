"""The report as a value: every number beside its words, frozen."""

from dataclasses import dataclass
from typing import Literal

from recorder.metrics.estimates import Estimate
from recorder.model.attempts import Answer
from recorder.model.ids import ParticipantId, QuestionId, SessionId, StudyHash, TaskId, VariantId
from recorder.report.words import format_percent, format_time

BenchmarkVerdict = Literal["met", "not_met", "cannot_tell_yet"]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of n did something.

    Attributes:
        hits: How many did.
        n: Out of how many.
        estimate: The share, 0 to 1, with its interval.
        best: LaPlace's best estimate, 0 to 1; None below five observations,
            and where the observed share serves as well.
        head: x of n in words.
        detail: The percentage and the interval in words; "" without data.
        text: Both in one line.
    """

    hits: int
    n: int
    estimate: Estimate
    best: float | None
    head: str
    detail: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate that is no share, with its words as in `Share`."""

    estimate: Estimate
    head: str
    detail: str
    text: str
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many assigned attempts stand so."""

    outcome: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A goal that was declared before the data, and whether the interval settles it."""

    measure: Literal["completion", "time_s"]
    goal: float
    goal_words: str
    verdict: BenchmarkVerdict
    because: str
    sentence: str

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
class TimeOnTask:
    """Typical time of the successful attempts, and every attempt's time beside it."""

    successes: int
    ended: int
    figure: Figure
    points: tuple[TimePoint, ...]
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that went wrong in attempts: how many were hit, and how often."""

    kind: str
    words: str
    total: int
    hit: Share
    rate: Figure


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """How many chose one answer."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """What one participant wrote."""

    participant: ParticipantId
    session: SessionId
    text: str


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """The answers to one question.

    Attributes:
        asked: How many could have answered.
        answered: How many did, with an answer the question allows.
        counts: One entry for each choice or point of the scale; empty for words.
        words: What was written; empty for the other kinds.
        figure: The mean of a scale or number; None for the other kinds.
    """

    id: QuestionId
    ask: str
    kind: str
    asked: int
    answered: int
    counts: tuple[ChoiceCount, ...] = ()
    words: tuple[Words, ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class VariantResult:
    """How one variant of the design fared with a task, beside the others and not against them."""

    variant: VariantId
    completion: Share
    time: Figure


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One assigned attempt as the report lists it; `t_ms` is where its replay starts."""

    session: SessionId
    participant: ParticipantId
    variant: VariantId | None
    position: int | None
    outcome: str
    outcome_words: str
    score: float | None
    t_ms: int | None
    time_s: float | None
    time_words: str
    assists: int
    slips: int
    script_errors: int
    request_errors: int
    direct: bool | None
    direct_words: str
    ease_words: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskReport:
    """How the participants fared with one task.

    Attributes:
        number: Place in the study file, from 1.
        assigned: Attempts assigned; the outcome counts sum up to it.
        ended: Attempts with an outcome other than void: the n of every share here.
        variants: One for each variant when there are several; else empty.
        others: How the attempts stand that did not complete it, in a sentence.
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


@dataclass(frozen=True, slots=True)
class ScoredQuestionnaire:
    """A questionnaire with a published score, such as the SUS."""

    instrument: str
    title: str
    low: float
    high: float
    asked: int
    figure: Figure
    scores: tuple[tuple[ParticipantId, float], ...]
    incomplete: int
    counts: tuple[ChoiceCount, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A session that the figures leave out, and why."""

    session: SessionId
    participant: ParticipantId
    reason: Literal["test", "withdrawn", "excluded"]
    sentence: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An attempt whose claim, criterion and verdict do not say the same."""

    session: SessionId
    participant: ParticipantId
    task: TaskId
    task_title: str
    t_ms: int | None
    claim: str
    criterion: str
    verdict: str
    outcome_words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the quality of the data that a reader must know."""

    sentence: str
    session: SessionId | None = None


@dataclass(frozen=True, slots=True)
class Method:
    """A formula that the report used, in words, and where it was published."""

    name: str
    title: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class VersionUse:
    """How many counted sessions ran under one version of the study file."""

    hash: StudyHash
    sessions: int


@dataclass(frozen=True, slots=True)
class Header:
    """What was studied, with how many, and up to when.

    Attributes:
        sessions: Sessions that the figures count.
        sessions_in_all: Those and the excluded ones.
        planned: Participants planned; None when the study file does not say.
        as_of_ms: When the newest data came, ms since 1970; None without data.
    """

    id: str
    title: str
    product: str
    goals: str
    versions: tuple[VersionUse, ...]
    variants: tuple[tuple[str, int], ...]
    sessions: int
    sessions_in_all: int
    planned: int | None
    as_of_ms: float | None
    as_of_words: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as the tables list it, counted or not."""

    session: SessionId
    participant: ParticipantId
    variant: VariantId | None
    version: StudyHash
    state: str
    started_ms: float
    is_counted: bool
    why_not: str
    is_complete: bool
    completeness: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer as the tables list it; `task` is None for questions after the study."""

    session: SessionId
    participant: ParticipantId
    task: TaskId | None
    question: QuestionId
    value: Answer


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reviewer reads, and everything the tables are written from.

    Attributes:
        tasks: Worst first: lowest share of completion, then hardest, then longest.
    """

    header: Header
    summary: tuple[str, ...]
    tasks: tuple[TaskReport, ...]
    questionnaires: tuple[ScoredQuestionnaire, ...]
    questions: tuple[QuestionResult, ...]
    exclusions: tuple[Exclusion, ...]
    disagreements: tuple[Disagreement, ...]
    remarks: tuple[Remark, ...]
    methods: tuple[Method, ...]
    sessions: tuple[SessionRow, ...]
    answers: tuple[AnswerRow, ...]
