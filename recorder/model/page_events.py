"""The wire: every event that a participant's page sends, as frozen structs told apart by `type`.

Event types are never changed, only added, so that old logs can be read for ever. Names
are noun.past-participle, units are the end of a field's name. `at_ms` counts from the
time origin of the epoch (one page load) on a clock that never steps.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

DAY_MS = 86_400_000

AtMs = Annotated[float, Meta(ge=0, le=31 * DAY_MS)]
Duration = Annotated[float, Meta(ge=0, le=31 * DAY_MS)]
Fraction = Annotated[float, Meta(ge=0, le=1)]
Pixels = Annotated[float, Meta(ge=-10_000_000, le=10_000_000)]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Name = Annotated[str, Meta(max_length=200)]
Short = Annotated[str, Meta(max_length=2_048)]
Words = Annotated[str, Meta(max_length=65_536)]
Device = Literal["desktop", "tablet", "phone", "unknown"]


class Event(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="type",
):
    """One fact, never changed.

    Attributes:
        at_ms: Milliseconds since the time origin of its epoch.
    """

    at_ms: AtMs


# -- session ------------------------------------------------------------------------------


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


# -- consent ------------------------------------------------------------------------------


class ConsentGiven(Event, frozen=True, tag="consent.given"):
    """The participant agreed to the text with this hash, and to these choices of it."""

    version: Name
    choices: dict[Name, bool] = {}


class ConsentWithdrawn(Event, frozen=True, tag="consent.withdrawn"):
    """The participant took the agreement back."""


# -- task ---------------------------------------------------------------------------------


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


# -- page ---------------------------------------------------------------------------------


class PageViewed(Event, frozen=True, tag="page.viewed"):
    """A page, or a view of a single-page app, came before the participant.

    Attributes:
        address: Path within the prototype, with the query parameters the study keeps;
            no fragment unless the study allows it.
        origin: Scheme, host and port of the page.
        title: The page's title, only where the study allows text.
        how: A page load, a history entry of a single-page app, or a return from the
            browser's page cache.
    """

    address: Short
    origin: Name = ""
    title: Name = ""
    how: Literal["load", "history", "restored"] = "load"
    viewport_width_px: Pixels = 0
    viewport_height_px: Pixels = 0
    document_width_px: Pixels = 0
    document_height_px: Pixels = 0


class PageHidden(Event, frozen=True, tag="page.hidden"):
    """The page is no longer visible: another tab, another window, or left."""


class PageShown(Event, frozen=True, tag="page.shown"):
    """The page is visible again."""


class ViewResized(Event, frozen=True, tag="view.resized"):
    """The window or the zoom changed."""

    viewport_width_px: Pixels
    viewport_height_px: Pixels
    scale: Annotated[float, Meta(ge=0, le=100)] = 1.0


class PageMeasured(Event, frozen=True, tag="page.measured"):
    """How the page itself performed; None where the browser does not tell."""

    largest_paint_ms: Duration | None = None
    layout_shift: Annotated[float, Meta(ge=0, le=10_000)] | None = None
    interaction_ms: Duration | None = None
    load_ms: Duration | None = None


class ClockJumped(Event, frozen=True, tag="clock.jumped"):
    """The wall clock and the page's clock parted: the machine slept, or the clock was set.

    Attributes:
        by_ms: Wall clock minus page clock since they last agreed; above 0 after a sleep.
    """

    by_ms: Annotated[float, Meta(ge=-366 * DAY_MS, le=366 * DAY_MS)]


# -- action -------------------------------------------------------------------------------


class Clues(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Several independent marks of one element, so that a changed page can still be read.

    Attributes:
        pin: `data-recorder-id` or a test id, set by the page's author.
        id: The element's id, when it looks written by a person.
        role: Its role for assistive technology.
        name: Its accessible name, masked, if the study allows names.
        landmark: The region or heading it stands under.
        row: Text of the list item, row or card that holds it, masked; or its hash.
        path: Full tag path with places among siblings.
        href: Path of the link it is, without query and fragment.
    """

    pin: Name = ""
    id: Name = ""
    role: Name = ""
    name: Name = ""
    landmark: Name = ""
    row: Name = ""
    path: Short = ""
    href: Short = ""


class ElementClicked(Event, frozen=True, tag="element.clicked"):
    """An element of the page was clicked, tapped, or activated by key.

    Attributes:
        x: Place within the element, 0 at its left edge, 1 at its right.
        y: Place within the element, 0 at its top, 1 at its bottom.
        page_x_px: Place in the document.
        page_y_px: Place in the document.
        selector: For people to read; not how the element is found again.
        matches: Selectors of the study's click criteria and targets that this click met.
        clues: Independent marks of the element.
        role: The element's role.
        name: Its accessible name, masked, where the study allows.
        button: 0 main, 1 middle, 2 secondary.
        pointer: What it was made with.
        reacted_ms: Milliseconds to the page's first answer, None when it gave none while it
            was waited for.
        waited_ms: How long an answer was waited for, at least, when the click was sent: below
            2.5 s where something urgent followed, somebody watched, or the page was left. An
            answer may have come later, so such a click without one is not known to be dead.
            None: not told, as by a recorder that always waited to the end.
    """

    x: Fraction = 0.5
    y: Fraction = 0.5
    page_x_px: Pixels = 0
    page_y_px: Pixels = 0
    selector: Short = ""
    matches: Annotated[list[Short], Meta(max_length=100)] = []
    clues: Clues | None = None
    role: Name = ""
    name: Name = ""
    button: Annotated[int, Meta(ge=0, le=10)] = 0
    pointer: Literal["mouse", "touch", "pen", "key", "unknown"] = "unknown"
    reacted_ms: Duration | None = None
    waited_ms: Duration | None = None


class FieldChanged(Event, frozen=True, tag="field.changed"):
    """A form field was changed; never with what was typed."""

    selector: Short = ""
    kind: Name = ""
    clues: Clues | None = None


class PageScrolled(Event, frozen=True, tag="page.scrolled"):
    """The page was scrolled.

    Attributes:
        depth: Lowest visible part of the document, 0 to 1.
        y_px: Distance of the viewport's top from the document's.
    """

    depth: Fraction
    y_px: Pixels


class PointerMoved(Event, frozen=True, tag="pointer.moved"):
    """A sampled path of the pointer.

    Attributes:
        path: Triples (milliseconds after `at_ms`, page x in px, page y in px).
    """

    path: Annotated[list[tuple[Duration, Pixels, Pixels]], Meta(max_length=1_000)]


class KeyPressed(Event, frozen=True, tag="key.pressed"):
    """A key for moving about was pressed; no other key is ever recorded."""

    key: Literal["Tab", "Enter", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]


# -- fault --------------------------------------------------------------------------------


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


# -- recording ----------------------------------------------------------------------------


class DomRecorded(Event, frozen=True, tag="dom.recorded"):
    """The DOM recorder's own event, kept as it came and never looked into here."""

    data: msgspec.Raw


class RecorderMeasured(Event, frozen=True, tag="recorder.measured"):
    """What the recorder itself cost since the last such event."""

    cpu_ms: Duration = 0
    sent_bytes: Count = 0
    queued: Count = 0
    dropped: Count = 0


# -- custom -------------------------------------------------------------------------------


class CustomReported(Event, frozen=True, tag="custom.reported"):
    """The page told something by `recorder.report(name, data)`: at most 4 KB."""

    name: Name
    data: msgspec.Raw


# -- sound --------------------------------------------------------------------------------


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


PageEvent = (
    SessionStarted
    | SessionEnded
    | EpochEnded
    | ConsentWithdrawn
    | TaskShown
    | TaskStarted
    | TaskEnded
    | RatingGiven
    | ProblemReported
    | TaskPaused
    | TaskResumed
    | PageViewed
    | PageHidden
    | PageShown
    | ViewResized
    | PageMeasured
    | ClockJumped
    | ElementClicked
    | FieldChanged
    | PageScrolled
    | PointerMoved
    | KeyPressed
    | ScriptFailed
    | RequestFailed
    | EventDropped
    | DomRecorded
    | SoundStarted
    | SoundStopped
    | RecorderMeasured
    | CustomReported
)
"""What a participant's page may send."""
