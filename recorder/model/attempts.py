"""One participant's go at one task, as read from the log."""

from dataclasses import dataclass, field

from recorder.model.ids import ParticipantId, QuestionId, SessionId, TaskId, VariantId
from recorder.model.outcomes import Claim, Finding, Outcome

Answer = float | str | list[str]
"""A number for scales, a text for words and single choices, a list for several choices."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One participant's go at one task.

    Times are milliseconds since the session started, on one clock; durations are
    milliseconds. `active_ms` is `raw_ms` less `hidden_ms`, `paused_ms` and `suspended_ms`.

    Attributes:
        position: Place of the task in this participant's order, from 1; where a moderator
            gave the tasks, the order in which they were given.
        shown_ms: When the scenario was shown; None when the log does not tell.
        started_ms: When the clock started; None when the task was shown and never started.
        ended_ms: When the attempt ended; None while it runs or when the participant left.
        outcome: How it ended; None while it runs, and for what a moderator ended without
            anybody saying how.
        score: 1 for completed, 0 to 1 for partial, 0 for the others, None while it runs
            or when void.
        claim: What the participant said; None when nothing.
        criterion: What the criterion found.
        met_ms: When the criterion was first met; None when it was not.
        verdict: What people agreed on, else what the last of them judged; None when nobody
            did.
        reason: Why, for void and for verdicts; else "".
        judged_by: Who gave that verdict, by login; "" when nobody did.
        recut_by: Who last corrected where it began and ended, by login; "" when nobody did.
        title: What the moderator called a task that the study does not plan; else "".
        has_page: A page recorded it; else pages, clicks and errors of a page say nothing.
        assists: Times a moderator helped.
        slips: Wrong turns that a person noted.
        direct: No detour from a best path, or no page seen twice where the task gives
            none; None when the attempt was not completed.
        clock_error_ms: Bound of the error that several page loads add to the durations;
            0 when the attempt stayed in one page load.
        pages: Addresses seen, in order, the start page first.
        fewest_pages: Pages of the shortest best path, from the page on which the attempt
            began; None where no best path has that page.
        clicks: Clicks on the page, panel left out; a double click counts once.
        target_clicks: Those that met a target of the task; None where it names none.
        first_click_hit: Whether the first one did; None without a click or a target.
        script_errors: Uncaught errors of the page.
        request_errors: Failed requests of the page.
        problems: What the participant reported, in their words.
        answers: Answers to the task's questions, by question id.
    """

    session: SessionId
    participant: ParticipantId
    variant: VariantId | None
    task: TaskId
    position: int
    shown_ms: float | None = None
    started_ms: float | None = None
    ended_ms: float | None = None
    outcome: Outcome | None = None
    score: float | None = None
    claim: Claim | None = None
    criterion: Finding = Finding.NONE
    met_ms: float | None = None
    verdict: Outcome | None = None
    reason: str = ""
    judged_by: str = ""
    recut_by: str = ""
    title: str = ""
    has_page: bool = True
    assists: int = 0
    slips: int = 0
    direct: bool | None = None
    raw_ms: float | None = None
    active_ms: float | None = None
    hidden_ms: float = 0.0
    paused_ms: float = 0.0
    suspended_ms: float = 0.0
    clock_error_ms: float = 0.0
    pages: tuple[str, ...] = ()
    fewest_pages: int | None = None
    clicks: int = 0
    target_clicks: int | None = None
    first_click_hit: bool | None = None
    script_errors: int = 0
    request_errors: int = 0
    problems: tuple[str, ...] = ()
    answers: dict[QuestionId, Answer] = field(default_factory=dict)

    @property
    def is_planned(self) -> bool:
        """Answer whether the study planned the task; what it did not is in no figure of it."""
        return not self.title
