"""What the recorder tells of the page and of itself: faults, cost, the DOM, sound, reports."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from recorder.model.event_base import Count, Duration, Event, Name, Short, Words


class ScriptFailed(Event, frozen=True, tag="script.failed"):
    """A script of the page raised an error that nobody caught; texts are scrubbed."""

    message: Short
    source: Short = ""
    line: Count = 0
    column: Count = 0
    stack: Words = ""


class RequestFailed(Event, frozen=True, tag="request.failed"):
    """A request of the page failed; status 0 when there was no answer."""

    address: Short
    status: Annotated[int, Meta(ge=0, le=999)] = 0
    method: Name = ""


class EventDropped(Event, frozen=True, tag="event.dropped"):
    """Stands where an event was that could not be sent, so that a hole means not delivered."""

    why: Literal["too_large", "refused", "no_room"]
    bytes: Count = 0
    was: Name = ""


class DomRecorded(Event, frozen=True, tag="dom.recorded"):
    """The DOM recorder's own event, kept as it came and never looked into here."""

    data: msgspec.Raw


class RecorderMeasured(Event, frozen=True, tag="recorder.measured"):
    """What the recorder itself cost since the last such event."""

    cpu_ms: Duration = 0
    sent_bytes: Count = 0
    queued: Count = 0
    dropped: Count = 0


class CustomReported(Event, frozen=True, tag="custom.reported"):
    """The page told something by `recorder.report(name, data)`: at most 4 KB."""

    name: Name
    data: msgspec.Raw


class SoundStarted(Event, frozen=True, tag="sound.started"):
    """The participant's voice is recorded from here on, with a consent of its own.

    Attributes:
        take: Names the recording: one stretch of sound of one page load.
        kind: Its media type, such as `audio/webm;codecs=opus`.
    """

    take: Name
    kind: Name = ""


class SoundStopped(Event, frozen=True, tag="sound.stopped"):
    """The voice is recorded no more.

    Attributes:
        parts: How many parts the page has made of the take, so that a missing one is seen.
    """

    take: Name
    parts: Count = 0
    why: Literal["participant", "paused", "left", "failed", "ended"] = "ended"
