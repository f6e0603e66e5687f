"""What the snippet costs a page: `python -m tests.bench.bench_snippet`.

Each act is dispatched many times in Chromium with and without the snippet, by the browser's
own input pipeline; the time is CPU time of the main thread, from its trace (`EventDispatch`).
"""

import gzip
import json
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.snippet_browser import chromium
from tests.e2e.snippet_sink import DIST, TOKEN, Sink, serving

ACTS = 60
ROWS = 2_000
OF_A_CLICK = {"pointerdown", "mousedown", "pointerup", "mouseup", "click"}


def main() -> None:
    """Measure and print the tables."""
    print("bundle            bytes   gzip -9")
    for path in sorted(DIST.glob("*.js")):
        size = path.read_bytes()
        print(f"{path.name:16}{len(size):7}{len(gzip.compress(size, 9)):10}")
    with chromium() as browser, serving(Sink()) as base:
        without = measure(browser, f"{base}/index.html")
        recorded = measure(browser, f"{base}/index.html#recorder={TOKEN}")
    print(f"\n{'ms of the main thread':26}{'without':>10}{'with':>10}{'more':>10}")
    for name, spent in without.items():
        print(f"{name:26}{spent:10.3f}{recorded[name]:10.3f}{recorded[name] - spent:10.3f}")


def measure(browser: Browser, address: str) -> dict[str, float]:
    """Drive one page of 2,000 rows and read its trace."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_timeout(500)
    page.evaluate(
        """(rows) => document.querySelector("main").insertAdjacentHTML("beforeend", "<ul>" +
             Array.from({length: rows}, (_, n) => `<li>Row ${n} <button>Open</button></li>`)
             .join("") + "</ul>")""",
        ROWS,
    )
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace.json"
        browser.start_tracing(page=page, path=trace, categories=["devtools.timeline", "toplevel"])
        _drive(page)
        browser.stop_tracing()
        events = json.loads(trace.read_text(encoding="utf-8"))["traceEvents"]
    navigated = _longest_own_task(browser, address)
    page.close()
    return {**_per_event(events), "longest script at load": navigated}


def _drive(page: Page) -> None:
    """Click, move, scroll and type."""
    for n in range(ACTS):
        page.mouse.move(40 + n, 60 + n)
        page.mouse.click(60, 300)
        page.mouse.wheel(0, 40)
    page.focus("#mail")
    page.keyboard.type("x" * ACTS)


def _per_event(events: list[dict[str, object]]) -> dict[str, float]:
    """Average what the dispatches of each act took."""
    spent: dict[str, list[float]] = {}
    for event in events:
        if event.get("name") == "EventDispatch" and "tdur" in event:
            kind = event["args"]["data"]["type"]  # type: ignore[index]
            spent.setdefault(str(kind), []).append(float(str(event["tdur"])) / 1_000)
    mean = {kind: statistics.fmean(times) for kind, times in spent.items()}
    return {
        "one click, five events": sum(mean.get(kind, 0) for kind in OF_A_CLICK),
        "one move": mean.get("pointermove", 0) + mean.get("mousemove", 0),
        "one scroll": mean.get("scroll", 0),
        "one key": mean.get("keydown", 0) + mean.get("keyup", 0),
        "one input": mean.get("input", 0),
    }


def _longest_own_task(browser: Browser, address: str) -> float:
    """Load the page anew and find the longest run of a script in it."""
    page = browser.new_page()
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace.json"
        browser.start_tracing(page=page, path=trace, categories=["devtools.timeline"])
        page.goto(address)
        page.wait_for_timeout(1_500)
        browser.stop_tracing()
        events = json.loads(trace.read_text(encoding="utf-8"))["traceEvents"]
    page.close()
    names = {"EvaluateScript", "FunctionCall", "TimerFire", "RunMicrotasks"}
    return max(
        (
            float(event["tdur"]) / 1_000
            for event in events
            if event.get("name") in names and "tdur" in event
        ),
        default=0.0,
    )


if __name__ == "__main__":
    main()
