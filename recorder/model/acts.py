"""What people do and say about a session: events that the server writes for them.

They lie in the same log as what a page sends, with the person's login as their source.
"""

from typing import Annotated, Literal

from msgspec import Meta

from recorder.model.event_base import DAY_MS, Event, Fraction, Name, Words

Judged = Literal["completed", "partial", "failed", "gave_up", "timed_out", "abandoned", "void"]
"""How a person may say that an attempt ended: every outcome there is."""

SessionMs = Annotated[float, Meta(ge=0, le=36_600 * DAY_MS)]


class Act(Event, frozen=True, kw_only=True):
    """What a person did or said about a session, often long after it.

    Attributes:
        at_ms: Milliseconds since the session started, by the server's clock.
        act: Drawn by whoever asks for it, so that asking twice records it once, and so that
            `act.undone` can name it.
    """

    at_ms: SessionMs
    act: Name = ""


class TaskAssigned(Act, frozen=True, kw_only=True, tag="task.assigned"):
    """A moderator gave a task.

    Attributes:
        task: A task of the study, or a new name for one that the study does not plan.
        title: Of an unplanned task only; else "".
        scenario: Of an unplanned task only; else "".
    """

    task: Name
    person: Name
    title: Name = ""
    scenario: Words = ""


class TaskBegun(Act, frozen=True, kw_only=True, tag="task.begun"):
    """A moderator started the clock of a task; where the page started it, the page's counts."""

    task: Name
    person: Name


class TaskFinished(Act, frozen=True, kw_only=True, tag="task.finished"):
    """A moderator ended an attempt, or skipped the task.

    Attributes:
        claim: What the participant said to the moderator; None when nothing.
    """

    task: Name
    person: Name
    claim: Literal["done", "gave_up", "skipped"] | None = None


class TaskRestarted(Act, frozen=True, kw_only=True, tag="task.restarted"):
    """A moderator had the participant begin a task again."""

    task: Name
    person: Name


class TaskRecut(Act, frozen=True, kw_only=True, tag="task.recut"):
    """A person corrected where an attempt began and ended; the last one counts.

    Attributes:
        started_ms: Milliseconds since the session started; None leaves it as recorded.
        ended_ms: Milliseconds since the session started; None leaves it as recorded.
    """

    task: Name
    person: Name
    started_ms: SessionMs | None = None
    ended_ms: SessionMs | None = None


class AssistGiven(Act, frozen=True, kw_only=True, tag="assist.given"):
    """A moderator helped.

    Attributes:
        level: 1 a nudge, 2 a hint, 3 told what to do.
    """

    task: Name
    person: Name
    level: Annotated[int, Meta(ge=1, le=3)] = 1


class SlipNoted(Act, frozen=True, kw_only=True, tag="slip.noted"):
    """A person noted a wrong turn of the participant."""

    task: Name
    person: Name
    text: Words = ""


class VerdictGiven(Act, frozen=True, kw_only=True, tag="verdict.given"):
    """A person judged an attempt.

    Attributes:
        score: 0 to 1, for `partial` only.
    """

    task: Name
    person: Name
    outcome: Judged
    score: Fraction | None = None
    reason: Words = ""


class VerdictWithdrawn(Act, frozen=True, kw_only=True, tag="verdict.withdrawn"):
    """A person took a verdict back."""

    task: Name
    person: Name


class VerdictAgreed(Act, frozen=True, kw_only=True, tag="verdict.agreed"):
    """People who had judged an attempt differently agreed; this counts before any of theirs.

    Attributes:
        between: Who agreed, by login.
    """

    task: Name
    person: Name
    outcome: Judged
    score: Fraction | None = None
    reason: Words = ""
    between: Annotated[tuple[Name, ...], Meta(max_length=50)] = ()


class NoteAdded(Act, frozen=True, kw_only=True, tag="note.added"):
    """A person wrote a note, or set a marker, at a moment.

    Attributes:
        note: Names the note.
        moment_ms: The moment it speaks of, in milliseconds since the session started: the
            first key stroke in a live room, the place of the player on a replay.
        marker: One of the study's marker types; "" for a free note.
        score: The marker's score; None when it has none.
    """

    note: Name
    person: Name
    text: Words
    moment_ms: SessionMs | None = None
    marker: Name = ""
    score: Annotated[float, Meta(ge=-1_000, le=1_000)] | None = None


class NoteChanged(Act, frozen=True, kw_only=True, tag="note.changed"):
    """A person changed a note; None and "" leave what was."""

    note: Name
    person: Name
    text: Words
    moment_ms: SessionMs | None = None


class NoteRetracted(Act, frozen=True, kw_only=True, tag="note.retracted"):
    """A person took a note back."""

    note: Name
    person: Name


class MessageSent(Act, frozen=True, kw_only=True, tag="message.sent"):
    """A moderator put words before the participant; "" takes the last ones away."""

    person: Name
    text: Words


class RemarkMade(Act, frozen=True, kw_only=True, tag="remark.made"):
    """Somebody who watches said something to the others; the participant never sees it."""

    person: Name
    text: Words


class ModerationHanded(Act, frozen=True, kw_only=True, tag="moderation.handed"):
    """The session has another moderator from here on: there is one at a time.

    Attributes:
        person: Who handed it over; the same as `to` for one who took it.
        to: Who moderates now.
    """

    person: Name
    to: Name


class SessionClosed(Act, frozen=True, kw_only=True, tag="session.closed"):
    """A moderator ended the sitting: no further task comes."""

    person: Name


class ActUndone(Act, frozen=True, kw_only=True, tag="act.undone"):
    """A person took an act back: every reading leaves it out. To undo this does it again.

    Attributes:
        undone: The `act` of what is taken back.
    """

    person: Name
    undone: Name


class SessionExcluded(Act, frozen=True, kw_only=True, tag="session.excluded"):
    """A person took the session out of the report, for a reason."""

    person: Name
    reason: Words


class SessionIncluded(Act, frozen=True, kw_only=True, tag="session.included"):
    """A person took the session back into the report."""

    person: Name


PersonEvent = (
    TaskAssigned
    | TaskBegun
    | TaskFinished
    | TaskRestarted
    | TaskRecut
    | AssistGiven
    | SlipNoted
    | VerdictGiven
    | VerdictWithdrawn
    | VerdictAgreed
    | NoteAdded
    | NoteChanged
    | NoteRetracted
    | MessageSent
    | RemarkMade
    | ModerationHanded
    | SessionClosed
    | ActUndone
    | SessionExcluded
    | SessionIncluded
)
"""What the server writes for people."""
