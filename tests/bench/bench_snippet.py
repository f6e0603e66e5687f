"""What the snippet costs a page: `python -m tests.bench.bench_snippet [FOLDER ...]`.

Each act is dispatched many times in Chromium without the snippet, with listeners that do
nothing, and with the snippet, by the browser's own input pipeline; the time is CPU time of the
main thread, from its trace (`EventDispatch`). The trace itself makes every listener dear, so
the costs of an act are told in two ways: less the page alone, and less listeners that do
nothing, which is the least that any snippet can cost here. A third figure comes without a
trace: what the snippet itself counted of its own time (`recorder.measured`), for each click,
less what it counts without clicks; its timers and its writing to storage are in it.

The fair one for what a participant's page pays is the last: nobody traces that. The first is
the severest, and the one to compare builds by. Folders with other builds of the bundles are
measured in turn with the one in place, so that a machine's moods fall on all of them alike.
"""

import gzip
import json
import sys
import tempfile
from pathlib import Path
from statistics import fmean, median

from playwright.sync_api import Browser, Page

from tests.e2e import snippet_sink
from tests.e2e.snippet_browser import chromium
from tests.e2e.snippet_sink import DIST, TOKEN, Sink, serving

ACTS = 60
ROWS = 2_000
ROUNDS = 3
OWN_CLICKS = 200
OF_A_CLICK = {"pointerdown", "mousedown", "pointerup", "mouseup", "click"}
ADD_ROWS = """(rows) => document.querySelector("main").insertAdjacentHTML("beforeend", "<ul>" +
  Array.from({length: rows}, (_, n) => `<li>Row ${n} <button>Open</button></li>`).join("") +
  "</ul>")"""
IDLE_LISTENERS = """for (const type of ["click", "pointermove", "scroll", "keydown", "input"])
  addEventListener(type, () => {}, {capture: true, passive: true});"""


def main() -> None:
    """Measure and print the tables."""
    folders = [DIST, *(Path(folder) for folder in sys.argv[1:])]
    for folder in folders:
        print(f"{folder}\nbundle            bytes   gzip -9")
        for path in sorted(folder.glob("*.js")):
            size = path.read_bytes()
            print(f"{path.name:16}{len(size):7}{len(gzip.compress(size, 9)):10}")
    with tempfile.TemporaryDirectory() as idle, chromium() as browser, serving(Sink()) as base:
        (Path(idle) / "recorder.js").write_text(IDLE_LISTENERS, encoding="utf-8")
        rounds = [measure_in_turn(browser, base, [Path(idle), *folders]) for _ in range(ROUNDS)]
        own = [[own_ms_of_a_click(browser, folder) for _ in range(ROUNDS)] for folder in folders]
    _print_table([statistics_of(list(tables)) for tables in zip(*rounds, strict=True)])
    print(f"{'one click, by the own count, no trace':44}", *(f"{median(of):9.3f}" for of in own))


def measure_in_turn(browser: Browser, base: str, folders: list[Path]) -> list[dict[str, float]]:
    """Measure the page alone and then with what each folder holds."""
    tables = [measure(browser, f"{base}/index.html")]
    for folder in folders:
        snippet_sink.DIST = folder
        tables.append(measure(browser, f"{base}/index.html#recorder={TOKEN}"))
    snippet_sink.DIST = DIST
    return tables


def own_ms_of_a_click(browser: Browser, folder: Path) -> float:
    """Read what the snippet counts of its own time with clicks and without, for each click."""
    snippet_sink.DIST = folder
    with_clicks, without = (_own_ms(browser, clicks) for clicks in (OWN_CLICKS, 0))
    snippet_sink.DIST = DIST
    return (with_clicks - without) / OWN_CLICKS


def _own_ms(browser: Browser, clicks: int) -> float:
    """Click so often on a page and leave it; answers the CPU ms that `recorder.measured` says."""
    sink = Sink()
    with serving(sink) as base:
        page = browser.new_page()
        page.goto(f"{base}/index.html#recorder={TOKEN}")
        page.evaluate(ADD_ROWS, ROWS)
        for _ in range(clicks):
            page.mouse.click(60, 300)
        page.goto(f"{base}/next.html")
        (measured, *_) = sink.wait_for(1, "recorder.measured")
        page.close()
    return float(str(measured["cpu_ms"]))


def statistics_of(tables: list[dict[str, float]]) -> dict[str, float]:
    """Take the median of each row over the rounds."""
    return {name: median(table[name] for table in tables) for name in tables[0]}


def _print_table(tables: list[dict[str, float]]) -> None:
    """Show what each build costs more than the page alone."""
    without, idle, *builds = tables
    heads = [f"build {number}" for number, _ in enumerate(builds)]
    print(f"\nms of the main thread, median of {ROUNDS} rounds; builds in the order above")
    print(f"{'more than the page alone':26}{'alone':>9}{'idle':>9}", *(f"{h:>9}" for h in heads))
    for name, spent in without.items():
        more = [f"{table[name] - spent:9.3f}" for table in (idle, *builds)]
        print(f"{name:26}{spent:9.3f}{more[0]}", *more[1:])
    print(f"{'more than idle listeners':44}", *(f"{h:>9}" for h in heads))
    for name, spent in idle.items():
        print(f"{name:44}", *(f"{table[name] - spent:9.3f}" for table in builds))


def measure(browser: Browser, address: str) -> dict[str, float]:
    """Drive one page of 2,000 rows and read its trace."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_timeout(500)
    page.evaluate(ADD_ROWS, ROWS)
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
    mean = {kind: fmean(times) for kind, times in spent.items()}
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
