"""A replay shows the colours that the participant's system asked for, not those of who watches."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.conftest import BROWSER_ARGUMENTS, find_chromium
from tests.live.helpers import Place
from tests.replay.recorded import (
    Event,
    Watched,
    element,
    meta,
    page_of,
    record,
    text,
    viewed,
    watching,
    write_dom,
)

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
SYSTEMS: dict[Scheme, int] = {"dark": 0, "light": 1}
STYLES = (
    "p { color: rgb(1, 1, 1) } @media (prefers-color-scheme: dark) { p { color: rgb(2, 2, 2) } }"
)
COLOURS: dict[Scheme, str] = {"light": "rgb(1, 1, 1)", "dark": "rgb(2, 2, 2)"}
WORDS: dict[Scheme, str] = {"light": "rgb(0, 0, 0)", "dark": "rgb(255, 255, 255)"}
COLOUR = "each => getComputedStyle(each).color"
GROUND = "each => getComputedStyle(each).backgroundColor"


@pytest.fixture(params=["light", "dark"])
def watcher(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Browser]:
    """Drive the browser of somebody whose system asks for these colours.

    Playwright's own way to say so would hold for every frame, which no system's does.
    """
    setting = f"--blink-settings=preferredColorScheme={SYSTEMS[request.param]}"
    chromium = browser.browser_type.launch(
        executable_path=find_chromium(), args=[*BROWSER_ARGUMENTS, setting]
    )
    yield chromium
    chromium.close()


def coloured_page(at_ms: float, *head: Event, **scheme: str) -> list[Event]:
    """Make a page that looks different in each kind of colours, recorded as a whole."""
    styles = element(10, "style", text(11, STYLES))
    whole = page_of(element(12, "p", text(13, "Sencha")), text(14, "and"), head=(styles, *head))
    return [*write_dom(at_ms, meta(**scheme)), *write_dom(at_ms + 1, whole)]


def read_colours(watched: Watched) -> tuple[str, str, str]:
    """Read the colour of a word with a style, of one without, and of the ground below both."""
    stage = watched.page.frame_locator("recorder-stage iframe")
    return (
        watched.picture.locator("p").evaluate(COLOUR),
        watched.picture.locator("body").evaluate(COLOUR),
        stage.locator(".replayer-wrapper").evaluate(GROUND),
    )


def test_colours_are_those_of_the_participant_and_change_when_they_did(
    place: Place, watcher: Browser
) -> None:
    """Recorded dark and then light, watched by either: what was seen is what is shown."""
    both = element(15, "meta", name="color-scheme", content="light dark")
    events = [
        *viewed(90),
        *coloured_page(100, both, scheme="dark"),
        *coloured_page(5_000, both, scheme="light"),
    ]
    session = record(place, events)

    with watching(place, watcher, color_scheme="null") as watched:
        watched.replay(session, 1)
        first = read_colours(watched)
        watched.page.goto("about:blank")
        watched.replay(session, 6)
        second = read_colours(watched)

    assert first == (COLOURS["dark"], WORDS["dark"], "rgb(18, 18, 18)")
    assert second == (COLOURS["light"], WORDS["light"], "rgb(255, 255, 255)")


def test_a_page_without_dark_styles_of_its_own_stays_light_where_dark_was_asked_for(
    place: Place, watcher: Browser
) -> None:
    session = record(place, [*viewed(90), *coloured_page(100, scheme="dark")])

    with watching(place, watcher, color_scheme="null") as watched:
        watched.replay(session, 1)

        styled, plain, _ = read_colours(watched)

    assert (styled, plain) == (COLOURS["dark"], WORDS["light"])


@pytest.mark.parametrize("scheme", [{}, {"scheme": "purple"}, {"scheme": 7}])
def test_a_recording_that_does_not_say_is_shown_light(
    place: Place, watcher: Browser, scheme: dict[str, str]
) -> None:
    """Earlier recorders did not, and anybody may send anything."""
    session = record(place, [*viewed(90), *coloured_page(100, **scheme)])

    with watching(place, watcher, color_scheme="null") as watched:
        watched.replay(session, 1)

        assert read_colours(watched)[0] == COLOURS["light"]
