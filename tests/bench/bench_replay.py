"""How long a replay takes to open and to seek when its session is as large as one may be.

Run it with `python -m tests.bench.bench_replay [events] [megabytes]`.
"""

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.conftest import BROWSER_ARGUMENTS
from tests.live.helpers import serve
from tests.replay.recorded import (
    Event,
    Watched,
    element,
    meta,
    mutation,
    page_of,
    record,
    text,
    viewed,
    watching,
    write_dom,
)

LENGTH_MS = 3_600_000
CHECKPOINT_MS = 60_000
WORDS = ("tea", "shop", "basket", "order", "leaf", "assam", "sencha", "oolong", "rooibos", "cup")


def make_session(events: int, size: int) -> Iterator[Event]:
    """Make the events of an hour: mostly changes of the page, a whole page every minute."""
    draw = random.Random(7)
    rows = [element(100 + 2 * row, "p", text(101 + 2 * row, "row")) for row in range(1_000)]
    yield from viewed(0, document_height_px=9_000)
    step_ms, next_page_ms = LENGTH_MS / events, 0.0
    letters = max(10, size // events - 190)
    for number in range(events):
        at_ms = number * step_ms
        if at_ms >= next_page_ms:
            next_page_ms += CHECKPOINT_MS
            yield from write_dom(at_ms, meta())
            yield from write_dom(at_ms, page_of(*rows), "deflated")
        if number % 10 == 0:
            yield {"type": "element.clicked", "at_ms": at_ms, "page_x_px": 10, "page_y_px": 10}
        else:
            words = " ".join(draw.choices(WORDS, k=letters // 6))
            change = mutation(texts=[{"id": 101 + 2 * draw.randrange(1_000), "value": words}])
            yield from write_dom(at_ms, change)


def measure(watched: Watched, session: str) -> dict[str, Any]:
    """Open the replay and seek in it; all times in milliseconds."""
    watched.page.set_default_timeout(120_000)
    watched.page.add_init_script(
        "window.longest = 0; new PerformanceObserver((list) => list.getEntries().forEach("
        "({ duration }) => { longest = Math.max(longest, duration); }))"
        ".observe({ type: 'longtask', buffered: true })"
    )
    began = time.perf_counter()
    watched.page.goto(f"{watched.origin}/sessions/{session}/replay")
    watched.page.locator("recorder-replay[ready]").wait_for(state="attached")
    watched.settle()
    found: dict[str, Any] = {"open_ms": (time.perf_counter() - began) * 1000}
    found["open_longest_task_ms"] = watched.page.evaluate("longest")
    for name, share in (("middle", 0.5083), ("end", 0.9999), ("back", 0.25)):
        watched.page.evaluate("window.longest = 0")
        began = time.perf_counter()
        place = f"each => each.seek({share * LENGTH_MS})"
        watched.page.locator("recorder-replay").evaluate(place)
        watched.settle()
        found[f"seek_{name}_ms"] = (time.perf_counter() - began) * 1000
        found[f"seek_{name}_longest_task_ms"] = watched.page.evaluate("longest")
    return found


def main() -> None:
    """Measure one session and print what was found."""
    events, megabytes = (int(each) for each in (*sys.argv[1:], "200000", "64")[:2])
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as place:
        session = record(place, list(make_session(events, megabytes * 1_000_000)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=BROWSER_ARGUMENTS
            )
            with watching(place, browser) as watched:
                for name, value in measure(watched, session).items():
                    print(f"{name:32} {value:8.0f}")
            browser.close()


if __name__ == "__main__":
    main()
