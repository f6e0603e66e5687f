"""Notes lie where they belong although every clock but the server's is wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.room_place import RoomPlace, list_events, make_place, open_room, read_log

pytestmark = pytest.mark.browser


@pytest.fixture
def place(tmp_path: Path, browser: Browser) -> Iterator[RoomPlace]:
    made = make_place(tmp_path, browser)
    yield made
    made.server.stop()


AIM_MS = 50.0
"""How far a note may lie from the key stroke that began it."""

WRONG_CLOCK = """(() => {{
  // The device's own clock is off; what is true is kept aside for the test.
  const [origin, now, off] = [performance.timeOrigin, Date.now.bind(Date), {off_ms}];
  const RealDate = Date;
  globalThis.trueNow = () => origin + performance.now();
  globalThis.Date = class extends RealDate {{
    constructor(...parts) {{ super(...(parts.length ? parts : [now() + off])); }}
    static now() {{ return now() + off; }}
  }};
  Object.defineProperty(Performance.prototype, "timeOrigin", {{ get: () => origin + off }});
  globalThis.strokes = [];
  addEventListener("keydown", (event) => strokes.push([event.key, origin + event.timeStamp]), true);
  addEventListener("click", (event) => strokes.push(["click", origin + event.timeStamp]), true);
}})();"""


def _list_strokes(page: Page) -> list[tuple[str, float]]:
    return [(key, at_ms) for key, at_ms in page.evaluate("strokes")]


def test_notes_are_right_within_50_ms_though_clocks_are_2_s_off(
    place: RoomPlace,
) -> None:
    """The participant's clock is 2 s fast, the moderator's 2 s slow: 4 s apart."""
    participant, session = place.participant(script=WRONG_CLOCK.format(off_ms=2_000))
    slow = WRONG_CLOCK.format(off_ms=-2_000)
    page = open_room(place.person("researcher", "anna", script=slow), place, session)

    for text in ("first", "second", "third"):
        page.keyboard.press("n")
        page.keyboard.type(text, delay=40)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.keyboard.press("1")
    participant.locator("body").click(position={"x": 5, "y": 300})
    page.locator("#panel-feed li.page", has_text="Clicked").first.wait_for()
    strokes = _list_strokes(page)
    ((_, clicked_ms), *_rest) = [one for one in _list_strokes(participant) if one[0] == "click"]
    log = read_log(page, session)

    started_ms = log["session"]["started_ms"]
    firsts = [
        strokes[at + 1][1]
        for at, (key, _) in enumerate(strokes)
        if key == "n" and _is_open(strokes, at)
    ]
    digits = [at_ms for key, at_ms in strokes if key == "1"]
    notes = list_events(log, "note.added")
    written = [note["moment_ms"] + started_ms for note in notes if not note.get("marker")]
    marked = [note["moment_ms"] + started_ms for note in notes if note.get("marker")]
    errors = [at - true for at, true in zip([*written, *marked], [*firsts, *digits], strict=True)]
    (clicks, origin_ms) = _find_click(log)
    errors.append(clicks + origin_ms + started_ms - clicked_ms)
    assert len(errors) == 7
    assert [error for error in errors if abs(error) >= AIM_MS] == []


def _is_open(strokes: list[tuple[str, float]], at: int) -> bool:
    """Tell the key that opens the field from the same letter within a note."""
    return at == 0 or strokes[at - 1][0] == "1"


def _find_click(log: dict[str, Any]) -> tuple[float, float]:
    found = [
        (event["at_ms"], batch["origin_ms"])
        for batch in log["batches"]
        for event in batch["events"]
        if event["type"] == "element.clicked"
    ]
    return found[0]
