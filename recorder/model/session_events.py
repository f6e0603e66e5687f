"""The course of a session as the participant's page tells it: consent, tasks and answers."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from recorder.model.event_base import Count, Device, Event, Name, Pixels, Short, Words


class SessionStarted(Event, frozen=True, tag="session.started"):
    """The snippet began to record; coarse facts only, never the raw user agent."""

    viewport_width_px: Pixels
    viewport_height_px: Pixels
    pixel_ratio: Annotated[float, Meta(ge=0, le=100)] = 1.0
    language: Name = ""
    browser: Name = ""
    os: Name = ""
    device: Device = "unknown"


class SessionEnded(Event, frozen=True, tag="session.ended"):
    """The participant's sitting is over: all done, or the participant stopped it."""

    why: Literal["finished", "stopped"]


class EpochEnded(Event, frozen=True, tag="epoch.ended"):
    """A page was left; `last_seq` is this event's own seq, so nothing is missing below it."""

    last_seq: Count


class ConsentGiven(Event, frozen=True, tag="consent.given"):
    """The participant agreed to the text with this hash, and to these choices of it."""

    version: Name
    choices: dict[Name, bool] = msgspec.field(default_factory=dict)


class ConsentWithdrawn(Event, frozen=True, tag="consent.withdrawn"):
    """The participant took the agreement back."""


class TaskShown(Event, frozen=True, tag="task.shown"):
    """The scenario of a task was put before the participant; the clock does not run yet."""

    task: Name


class TaskStarted(Event, frozen=True, tag="task.started"):
    """The participant pressed Start and is on the task's start page: the clock runs."""

    task: Name


class TaskEnded(Event, frozen=True, tag="task.ended"):
    """An attempt ended.

    Attributes:
        task: The task's id.
        claim: What the participant says; None when the participant said nothing.
        why: What ended it: the participant, its time limit, its criterion (`ends:
            on_success`), the stop of the whole session or a moderator.
    """

    task: Name
    claim: Literal["done", "gave_up", "skipped"] | None
    why: Literal["participant", "time_limit", "criterion", "stopped", "moderator"] = "participant"


class RatingGiven(Event, frozen=True, tag="rating.given"):
    """An answer to one question; a later answer to the same question replaces it.

    Attributes:
        question: The question's id; items of an instrument are `seq`, `sus.1` ... `sus.10`,
            `nps`, `umux-lite.1` and so on.
        value: A number for scales, a text for words and single choices, a list for several
            choices, None when the participant took the answer back.
        task: The task it belongs to; None for questions after the study.
    """

    question: Name
    value: Annotated[float, Meta(ge=-1e9, le=1e9)] | Words | list[Short] | None
    task: Name | None = None


class ProblemReported(Event, frozen=True, tag="problem.reported"):
    """The participant's own words about a problem; never written to a server log."""

    text: Words
    task: Name | None = None


class TaskPaused(Event, frozen=True, tag="task.paused"):
    """The participant paused: nothing is captured until `task.resumed`."""

    task: Name


class TaskResumed(Event, frozen=True, tag="task.resumed"):
    """The participant came back from a pause."""

    task: Name
