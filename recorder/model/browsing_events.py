"""What a participant sees and does on the pages: views, clicks, fields, the pointer and keys."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from recorder.model.event_base import DAY_MS, Duration, Event, Fraction, Name, Pixels, Short


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
    matches: Annotated[list[Short], Meta(max_length=100)] = msgspec.field(default_factory=list)
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
