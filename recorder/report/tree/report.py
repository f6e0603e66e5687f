"""The report as a value: every number beside its words, frozen."""

from dataclasses import dataclass
from typing import Literal

from recorder.model.ids import StudyHash
from recorder.report.tree.answers import QuestionResult, ScoredQuestionnaire
from recorder.report.tree.comparisons import Comparison
from recorder.report.tree.figures import Figure
from recorder.report.tree.quality import Codings, Denominators, Disagreement, Exclusion, Remark
from recorder.report.tree.rows import AnswerRow, SessionRow
from recorder.report.tree.tasks import PositionResult, TaskReport

Profile = Literal["standard", "strict"]
"""Which methods a report uses: the field's usual ones, or those with guaranteed coverage."""


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
class Overall:
    """The whole study in one share: attempts of one participant are not independent.

    Attributes:
        completion: Completed of all attempts that ended, its interval widened for
            participants as clusters; `effective_n` is what the attempts are worth.
        positions: All tasks by their place in the order, from 1; empty for a fixed order.
        words: What it says, in a sentence.
    """

    completion: Figure
    effective_n: float | None
    positions: tuple[PositionResult, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What it takes to make the same report again.

    Attributes:
        software: Names and versions of the program and the libraries that computed.
        data_hash: SHA-256 in hex over the logs of all sessions; "" where it is not known.
        seed: What random resampling starts from.
        study_version: SHA-256 in hex of the study file whose tasks are shown; "" if unknown.
        has_quotes: What people wrote is told; in a report that was shared without, it is not.
    """

    software: tuple[tuple[str, str], ...]
    data_hash: str
    seed: int
    study_version: str = ""
    has_quotes: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reviewer reads, and everything the tables are written from.

    Attributes:
        tasks: Worst first: lowest share of completion, then hardest, then longest.
        is_running: More participants are planned than have taken part: intervals that may
            be looked at at any time are shown beside the others.
        comparisons: One for each pair of variants; empty without variants.
        codings: Whose word the outcomes are; None where no person judged or noted anything.
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
    profile: Profile = "standard"
    is_running: bool = False
    overall: Overall | None = None
    denominators: Denominators | None = None
    comparisons: tuple[Comparison, ...] = ()
    provenance: Provenance | None = None
    codings: Codings | None = None
