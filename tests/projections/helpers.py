"""Logs in a few words: times are seconds, each page load counts from its own time origin."""

from collections.abc import Sequence
from typing import Literal, cast

import msgspec

from recorder.model.attempts import Attempt
from recorder.model.criteria import Criterion
from recorder.model.events import (
    AnyEvent,
    ClockJumped,
    CustomReported,
    ElementClicked,
    EpochEnded,
    Event,
    PageHidden,
    PageShown,
    PageViewed,
    RatingGiven,
    SessionEnded,
    TaskEnded,
    TaskPaused,
    TaskResumed,
    TaskShown,
    TaskStarted,
    VerdictGiven,
)
from recorder.model.ids import (
    SERVER_EPOCH,
    EpochId,
    ParticipantId,
    SessionId,
    StudyHash,
    StudyId,
    TaskId,
)
from recorder.model.sessions import (
    ClockSample,
    Epoch,
    Session,
    SessionMode,
    SessionRecord,
    SessionState,
)
from recorder.model.studies import Consent, Partial, Question, Study, Task
from recorder.projections.attempts import project_attempts

START_MS = 1_795_300_000_000.0
ABANDON_MS = 600_000.0
BUY = TaskId("buy")

Claim = Literal["done", "gave_up", "skipped"]
Why = Literal["participant", "time_limit", "criterion", "stopped", "moderator"]


def viewed(at_s: float, address: str = "/index.html") -> PageViewed:
    return PageViewed(at_ms=at_s * 1_000, address=address)


def clicked(at_s: float, *matches: str) -> ElementClicked:
    return ElementClicked(at_ms=at_s * 1_000, matches=list(matches))


def reported(at_s: float, name: str, data: object = None) -> CustomReported:
    return CustomReported(
        at_ms=at_s * 1_000, name=name, data=msgspec.Raw(msgspec.json.encode(data))
    )


def rated(
    at_s: float, question: str, value: float | str | list[str] | None, task: str | None = "buy"
) -> RatingGiven:
    return RatingGiven(at_ms=at_s * 1_000, question=question, value=value, task=task)


def read(at_s: float, task: str = "buy") -> TaskShown:
    return TaskShown(at_ms=at_s * 1_000, task=task)


def began(at_s: float, task: str = "buy") -> TaskStarted:
    return TaskStarted(at_ms=at_s * 1_000, task=task)


def said(
    at_s: float, claim: Claim | None = "done", task: str = "buy", why: Why = "participant"
) -> TaskEnded:
    return TaskEnded(at_ms=at_s * 1_000, task=task, claim=claim, why=why)


def hid(at_s: float) -> PageHidden:
    return PageHidden(at_ms=at_s * 1_000)


def came_back(at_s: float) -> PageShown:
    return PageShown(at_ms=at_s * 1_000)


def paused(at_s: float, task: str = "buy") -> TaskPaused:
    return TaskPaused(at_ms=at_s * 1_000, task=task)


def resumed(at_s: float, task: str = "buy") -> TaskResumed:
    return TaskResumed(at_ms=at_s * 1_000, task=task)


def jumped(at_s: float, by_s: float) -> ClockJumped:
    return ClockJumped(at_ms=at_s * 1_000, by_ms=by_s * 1_000)


def closed(at_s: float, why: Literal["finished", "stopped"] = "stopped") -> SessionEnded:
    return SessionEnded(at_ms=at_s * 1_000, why=why)


def unloaded(at_s: float) -> EpochEnded:
    """End a page; `load` fills in the seq."""
    return EpochEnded(at_ms=at_s * 1_000, last_seq=0)


def judged(
    at_s: float,
    outcome: Literal["completed", "partial", "failed", "gave_up", "timed_out", "abandoned", "void"],
    *,
    score: float | None = None,
    person: str = "ana",
    reason: str = "",
) -> VerdictGiven:
    return VerdictGiven(
        at_ms=at_s * 1_000, task="buy", person=person, outcome=outcome, score=score, reason=reason
    )


def load(
    name: str,
    *events: Event,
    at_s: float = 0.0,
    prev: str | None = None,
    off_s: float = 0.0,
    delay_ms: float = 0.0,
    rtt_ms: float | None = None,
    arrives_s: float = 0.0,
    sleeps: bool = True,
) -> Epoch:
    """Make a page load whose every event travelled in a batch of its own.

    It began at second `at_s` of the session, as it really was, on a device whose wall clock
    is `off_s` ahead of the server's. Each batch travelled `delay_ms`; none came before
    second `arrives_s`, as from a device that was offline. A jump of the clock was a sleep
    if it `sleeps`; otherwise somebody set the clock.
    """
    whole = tuple(_numbered(seq, event) for seq, event in enumerate(events))
    slept_ms, samples = 0.0, []
    for event in whole:
        if isinstance(event, ClockJumped) and sleeps:
            slept_ms += event.by_ms
        sent_ms = START_MS + at_s * 1_000 + event.at_ms + slept_ms
        samples.append(
            ClockSample(
                origin_ms=START_MS + (at_s + off_s) * 1_000,
                now_ms=event.at_ms,
                wall_ms=sent_ms + off_s * 1_000,
                received_ms=max(sent_ms, START_MS + arrives_s * 1_000) + delay_ms,
                rtt_ms=rtt_ms,
            )
        )
    before = EpochId(prev) if prev else None
    return Epoch(EpochId(name), before, len(whole) - 1, tuple(samples), whole)


def server(*events: Event) -> Epoch:
    """Make what the server wrote itself: its times count from the session's start."""
    whole = tuple(_numbered(seq, event) for seq, event in enumerate(events))
    return Epoch(SERVER_EPOCH, None, len(whole) - 1, (), whole)


def record(
    *epochs: Epoch,
    tasks: Sequence[str] = ("buy",),
    state: SessionState = SessionState.OPEN,
    session: str = "s1",
    mode: SessionMode = SessionMode.UNMODERATED,
) -> SessionRecord:
    return SessionRecord(
        Session(
            id=SessionId(session),
            study=StudyId("tea-shop"),
            version=StudyHash("0" * 64),
            participant=ParticipantId("p01"),
            variant=None,
            tasks=tuple(map(TaskId, tasks)),
            state=state,
            started_ms=START_MS,
            last_received_ms=None,
            consent_version="",
            mode=mode,
        ),
        epochs,
    )


def a_task(
    success: Criterion | None = None,
    *,
    id: str = "buy",  # noqa: A002 (it is the model's own word)
    ends: Literal["on_done", "on_success"] = "on_done",
    limit_s: float | None = None,
    partial: Criterion | None = None,
    best_paths: tuple[tuple[str, ...], ...] = (),
    questions: tuple[Question, ...] = (),
) -> Task:
    return Task(
        id=TaskId(id),
        title="Buy green tea",
        scenario="You are out of tea.",
        success=success,
        ends=ends,
        time_limit_s=None if limit_s is None else float(limit_s),
        partial=Partial(score=0.25, success=partial) if partial else None,
        best_paths=best_paths,
        questions=questions,
    )


def a_study(*tasks: Task, after_study: tuple[Question, ...] = ()) -> Study:
    consent = Consent(text="We record what you click.", retention="12 months")
    return Study(
        format=1,
        id=StudyId("tea-shop"),
        title="Tea shop",
        consent=consent,
        tasks=tasks,
        after_study=after_study,
    )


def project(
    task: Task, *epochs: Epoch, now_s: float = 0.0, state: SessionState = SessionState.OPEN
) -> Attempt:
    """Project a session of one task into its one attempt."""
    (attempt,) = project_attempts(
        a_study(task),
        record(*epochs, state=state),
        now_ms=START_MS + now_s * 1_000,
        abandon_after_ms=ABANDON_MS,
    )
    return attempt


def _numbered(seq: int, event: Event) -> AnyEvent:
    if isinstance(event, EpochEnded):
        return EpochEnded(at_ms=event.at_ms, last_seq=seq)
    return cast(AnyEvent, event)
